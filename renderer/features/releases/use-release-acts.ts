import { useQuery } from '@tanstack/react-query';
import { uuidv7 } from '../../../shared/base/ids.ts';
import type { Json } from '../../../shared/base/json.ts';
import { createRecord, setFields } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { OperationDraft, RecordState } from '../../../shared/domain/record-state.ts';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import { listedValues } from '../../../shared/domain/release/listed-standing.ts';
import {
  type Edition,
  type ReleaseAct,
  releaseApproval,
  release as releaseDeclaration,
  releaseWithdrawal,
  releasingRoles,
  withdrawingRoles,
} from '../../../shared/domain/release/release.ts';
import { countReleaseApprovals, type StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useSpokenHere } from '../../data/spoken-here.tsx';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { ReleaseHead } from './use-head.ts';

/** The roles of whoever works here, in the scope of a playbook. */
function useOwnRoles(scope: string): readonly Role[] {
  const { person } = useProfile();
  const { grants } = useIdentity();
  const own = grants.filter((grant) => grant.person === person && grant.scope === scope && grant.until === undefined);
  return own.flatMap(({ roles }) => roles);
}

/**
 * Saves something of releases, and in the same action what the header of the playbook says of it, for lists and older editions
 * ([RL5]): where whoever says it may write there.
 */
function useSay({ playbook: { id, scope } }: ReleaseHead) {
  const { may } = useProfile();
  const { apply, saving } = useApply();
  const header = useQuery(recordStateQuery(id)).data ?? null;
  const say = async (made: ReturnType<typeof createRecord>, listed: Readonly<Record<string, Json>> | null) => {
    if (!made.ok) return false;
    const told = listed !== null && may('edit', playbook.type, scope) ? draftsOf(header, listed) : [];
    return (await apply([...made.value, ...told])).ok;
  };
  return { say, saving };
}

function draftsOf(header: RecordState | null, listed: Readonly<Record<string, Json>>): readonly OperationDraft[] {
  const set = header === null ? null : setFields(playbook, header, listed);
  return set?.ok === true ? set.value : [];
}

const newId = () => uuidv7(pageClock, pageRandom);

/** Puts the text as it is now to review. */
export function useAskForReview(head: ReleaseHead) {
  const { playbook: of, standing } = head;
  const { may } = useProfile();
  const { say, saving } = useSay(head);
  const ask = async (edition: Edition, content: FrozenPlaybook): Promise<string | null> => {
    const id = newId();
    const values = { playbook: of.id, edition: edition as unknown as Json, content: content as unknown as Json };
    const made = createRecord(releaseDeclaration, { scope: of.scope, id }, values);
    const isFirst = standing.current === null && standing.withdrawn === null;
    return (await say(made, isFirst ? { state: 'in-review' } : null)) ? id : null;
  };
  return { ask, saving, mayAsk: may('create', releaseDeclaration.type, of.scope) };
}

/** What whoever works here may say of a release, and saying it. */
export function useReleaseActs(head: ReleaseHead, one: StandingRelease) {
  const { id: of, scope } = head.playbook;
  const { person, name, centre, may } = useProfile();
  const { language } = useLocale();
  const { say, saving } = useSay(head);
  const own = useOwnRoles(scope);
  const spokenHere = useSpokenHere();
  const { edition, digest, state } = one;
  const by = { person, name, centre };
  const roleAmong = (roles: readonly Role[]) => own.find((role) => roles.includes(role)) ?? null;
  const mayAct = may('create', releaseApproval.type, scope);
  const isOpen = state === 'in-review' || state === 'approved';
  const isOwn = edition.by.person === person;
  const reviews = mayAct && isOpen && !isOwn ? roleAmong(edition.rule.roles) : null;
  const said = (role: Role) => ({ digest, role, language, by, at: pageClock.now() });
  const act = (does: ReleaseAct['does'], role: Role | null, note: string) => {
    const word: ReleaseAct = { does, note: note.trim(), ...said(role ?? 'guest') };
    const values = { playbook: of, release: one.id, act: word as unknown as Json };
    return createRecord(releaseApproval, { scope, id: newId() }, values);
  };
  const counts =
    reviews !== null &&
    countReleaseApprovals({ ...one, acts: [...one.acts, { does: 'approve', note: '', ...said(reviews) }] }).parties
      .length > one.parties.length;
  const spoken = counts ? spokenHere([edition, ...one.acts.filter(({ does }) => does === 'approve')]) : null;
  const releases = mayAct && state === 'approved' ? roleAmong(releasingRoles) : null;
  const mayWithdraw = may('create', releaseWithdrawal.type, scope);
  const withdraws =
    mayWithdraw && (state === 'released' || state === 'superseded') ? roleAmong(withdrawingRoles) : null;
  const listed = (is: 'released' | 'withdrawn') => ({ ...listedValues({ ...nothing, state: is, current: one }) });
  return {
    saving,
    isOwn: isOwn && isOpen,
    /** They may review it, and their approval would add to what counts. */
    canApprove: counts && spoken === null,
    /** Who has spoken on this laptop already, where that alone keeps them from approving here. */
    spoken,
    canReturn: reviews !== null,
    canRecall: mayAct && isOpen && isOwn && own.length > 0,
    canRelease: releases !== null,
    canWithdraw: withdraws !== null && one.released !== null,
    approve: () => say(act('approve', reviews, ''), null),
    sendBack: (note: string) => say(act('return', reviews, note), null),
    recall: (note: string) => say(act('recall', own[0] ?? null, note), null),
    release: () => say(act('release', releases, ''), listed('released')),
    withdraw: (reason: string) => {
      const withdrawal = { reason: reason.trim(), ...said(withdraws ?? 'guest') } as unknown as Json;
      const values = { playbook: of, release: one.id, withdrawal };
      const isCurrent = head.standing.current?.id === one.id;
      return say(
        createRecord(releaseWithdrawal, { scope, id: newId() }, values),
        isCurrent ? listed('withdrawn') : null,
      );
    },
  };
}

const nothing = { withdrawn: null, coming: null, candidate: null, releases: [] } as const;
