import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type RecordId, uuidv7 } from '../../../shared/base/ids.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { gatherFamily } from '../../../shared/domain/move/gather-move.ts';
import { overseenScopes } from '../../../shared/domain/policy/overseers.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { draftsOfRule } from '../../../shared/domain/retention/carry-out.ts';
import { type Aged, planRetention, type RetentionPlan } from '../../../shared/domain/retention/plan-retention.ts';
import {
  answersFor,
  mayApprove,
  type RuleAct,
  retentionAct,
  retentionRule,
} from '../../../shared/domain/retention/retention-rule.ts';
import { rulesIn, type StandingRule } from '../../../shared/domain/retention/rule-standing.ts';
import { useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { catalogueQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useSpokenHere } from '../../data/spoken-here.tsx';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** Every retention rule on this disk, as it stands; undefined while they are read. */
export function useRules(): readonly StandingRule[] | undefined {
  const rules = useQuery(catalogueQuery({ type: retentionRule.type })).data;
  const acts = useQuery(catalogueQuery({ type: retentionAct.type })).data;
  return useMemo(() => rules && acts && rulesIn([...rules, ...acts]), [rules, acts]);
}

/** One rule; null when it is not here, undefined while that is read. */
export function useRule(id: RecordId): StandingRule | null | undefined {
  const rules = useRules();
  return rules && (rules.find((rule) => rule.id === id) ?? null);
}

/** What a rule would do on a day, for whoever works here; undefined while the catalogue is read. */
export function usePlan({ rule }: StandingRule, day: string): RetentionPlan | undefined {
  const entries = useQuery(catalogueQuery({})).data;
  const { scopes } = useIdentity();
  const { may } = useProfile();
  return useMemo(() => {
    if (entries === undefined) return undefined;
    const children = new Map<string, CatalogueEntry[]>();
    for (const entry of entries) children.set(entry.parent, [...(children.get(entry.parent) ?? []), entry]);
    const act = rule.action === 'remove' ? 'delete' : 'edit';
    // What is never changed is not asked about: nothing is done to it.
    const mayDo = (entry: CatalogueEntry): boolean =>
      (declarationOf(entry.type)?.appendOnly ?? true) ||
      (may(act, entry.type, entry.scope) && (children.get(entry.id) ?? []).every(mayDo));
    return planRetention({ rule, entries, scopes, day, mayDo });
  }, [entries, scopes, may, rule, day]);
}

/** Records that are taken in one action: a family of a session has some hundred operations. */
const atOnce = 20;

/** What the person who works here may say of a rule, and how they carry it out. */
export function useRetentionActs(ruled: StandingRule) {
  const engine = useEngine();
  const { person, name, centre, may } = useProfile();
  const { language } = useLocale();
  const { apply, saving } = useApply();
  const scope = useQuery(recordStateQuery(ruled.id)).data?.scope;
  const spokenHere = useSpokenHere();
  const { state, rule, digest } = ruled;
  const { grants } = useIdentity();
  const looksAfter = overseenScopes(grants.filter((grant) => grant.person === person)).length > 0;
  const by = { person, name, centre };
  const mayAct = scope !== undefined && may('create', retentionAct.type, scope) && answersFor(rule, by);
  const mayApproveIt = mayAct && state === 'proposed' && mayApprove(rule, by);
  const spoken = mayApproveIt ? spokenHere([rule, ...ruled.acts.filter(({ does }) => does === 'approve')]) : null;
  const say = async (does: RuleAct['does'], note: string, records?: number): Promise<boolean> => {
    if (scope === undefined) return false;
    const place = { scope, id: uuidv7(pageClock, pageRandom) };
    const said = { does, digest, note: note.trim(), language, by, at: pageClock.now() };
    const act = records === undefined ? said : { ...said, records };
    return (await apply(createRecord(retentionAct, place, { rule: ruled.id, act }))).ok;
  };
  /** Does to these records what the rule says, some at a time; how many it was done to. */
  const carryOut = async (going: readonly Aged[]): Promise<number> => {
    let done = 0;
    for (let at = 0; at < going.length; at += atOnce) {
      const families = await Promise.all(
        going.slice(at, at + atOnce).map(({ entry }) => gatherFamily(engine, entry.id)),
      );
      const drafts = families.flatMap((family) => {
        const made = draftsOfRule(rule, family);
        return made.ok ? made.value : [];
      });
      if (!(await apply(drafts)).ok) break;
      done += families.length;
    }
    if (done > 0) await say('carry', '', done);
    return done;
  };
  return {
    saving,
    canApprove: mayApproveIt && spoken === null,
    /** Who has spoken on this laptop already, where that alone keeps them from approving here. */
    spoken,
    canEnd: mayAct && (state === 'proposed' || state === 'in-force'),
    canCarryOut: mayAct && state === 'in-force' && looksAfter,
    say,
    carryOut,
  };
}
