import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type RecordId, type ScopeId, uuidv7 } from '../../../shared/base/ids.ts';
import { type Answer, accessAnswer, accessRequest, mayAnswer } from '../../../shared/domain/access/access-request.ts';
import { type AskedFor, requestsIn, standingOfAccess } from '../../../shared/domain/access/access-standing.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { overseenScopes } from '../../../shared/domain/policy/overseers.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { catalogueQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useSpokenHere } from '../../data/spoken-here.tsx';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** Every request for access on this disk with what was said about it; undefined while they are read. */
export function useRequests(): readonly AskedFor[] | undefined {
  const asked = useQuery(catalogueQuery({ type: accessRequest.type })).data;
  const answers = useQuery(catalogueQuery({ type: accessAnswer.type })).data;
  return useMemo(() => asked && answers && requestsIn([...asked, ...answers]), [asked, answers]);
}

/** One request; null when it is not here, undefined while that is read. */
export function useRequest(id: RecordId): AskedFor | null | undefined {
  const requests = useRequests();
  return requests && (requests.find((request) => request.id === id) ?? null);
}

/** The scopes that whoever works here may ask for: all that this laptop has heard of and they hold no role in. */
export function useAskable(): readonly ScopeInfo[] {
  const { scopes, others = [], grants } = useIdentity();
  const { person } = useProfile();
  return useMemo(() => {
    const held = new Set(grants.flatMap((grant) => (grant.person === person ? grant.scope : [])));
    const open = [...scopes, ...others].filter(({ id }) => !held.has(id));
    return open.sort((a, b) => a.name.localeCompare(b.name));
  }, [scopes, others, grants, person]);
}

/** What part of the list a request belongs to for whoever works here. */
export type AccessPart = 'to-answer' | 'mine' | 'history';

/** Tells it: what one may still do about it, then whose it is, and everything that is over. */
export function usePartOf(): (request: AskedFor) => AccessPart | 'others' {
  const answering = useAnswering();
  const { person } = useProfile();
  return (request) => {
    const { state, approvals } = standingOfAccess(request, pageClock.now());
    if (state !== 'open' && state !== 'granted') return 'history';
    if (request.asked.by.person === person) return 'mine';
    const hasApproved = approvals.some(({ by }) => by.person === person);
    return state === 'open' && !hasApproved && answering(request, 'approve') ? 'to-answer' : 'others';
  };
}

/** Whether whoever works here may say this of a request. */
function useAnswering(): (request: AskedFor, does: Answer['does']) => boolean {
  const { grants } = useIdentity();
  const { person, name, centre } = useProfile();
  const looksAfter: ScopeId[] = overseenScopes(grants.filter((grant) => grant.person === person));
  return ({ asked }, does) => mayAnswer(asked, { does, by: { person, name, centre } }, looksAfter);
}

/** What the person who works here may say of a request. */
export function useAccessActs(request: AskedFor) {
  const { person, name, centre, may } = useProfile();
  const { language } = useLocale();
  const { apply, saving } = useApply();
  const answering = useAnswering();
  const spokenHere = useSpokenHere();
  const scope = useQuery(recordStateQuery(request.id)).data?.scope;
  const { state, approvals } = standingOfAccess(request, pageClock.now());
  const mayAct = scope !== undefined && may('create', accessAnswer.type, scope);
  const isOwn = request.asked.by.person === person;
  const can = (does: Answer['does']) => mayAct && answering(request, does);
  const isMissing = !approvals.some(({ by }) => by.person === person);
  const mayApprove = state === 'open' && can('approve') && isMissing;
  const given = request.answers.filter(({ does }) => does === 'approve');
  const spoken = mayApprove ? spokenHere([request.asked, ...given]) : null;
  const say = async (does: Answer['does'], reason: string): Promise<boolean> => {
    if (scope === undefined) return false;
    const place = { scope, id: uuidv7(pageClock, pageRandom) };
    const by = { person, name, centre };
    const said = { does, request: request.id, digest: request.digest, reason: reason.trim(), language, by };
    const answer = { ...said, at: pageClock.now() };
    return (await apply(createRecord(accessAnswer, place, { request: request.id, answer }))).ok;
  };
  return {
    saving,
    isOwn,
    canApprove: mayApprove && spoken === null,
    /** Who has spoken on this laptop already, where that alone keeps them from approving here. */
    spoken,
    canRefuse: state === 'open' && can('refuse'),
    canEnd: (state === 'granted' || (state === 'open' && isOwn)) && can('end'),
    say,
  };
}
