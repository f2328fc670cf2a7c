/** What a retention rule is worth: approved, replaced by another, ended. Pure; the same for everybody who reads. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { asApproval, countApprovals, deviceNamedIn } from '../approvals.ts';
import {
  answersFor,
  digestOfRule,
  type Rule,
  type RuleAct,
  readRule,
  readRuleAct,
  retentionAct,
} from './retention-rule.ts';

/** A rule with everything that was said about it. */
export interface RuledRetention {
  readonly id: RecordId;
  readonly rule: Rule;
  /** What approvals must name. */
  readonly digest: string;
  readonly acts: readonly RuleAct[];
}

/** `proposed` until somebody else approves it; `in-force`; `replaced` by a later one for the same records; `ended`. */
export const ruleStates = ['proposed', 'in-force', 'replaced', 'ended'] as const;
export type RuleState = (typeof ruleStates)[number];

export interface StandingRule extends RuledRetention {
  readonly state: RuleState;
  readonly approvals: readonly RuleAct[];
  /** The word that ended it. */
  readonly end: RuleAct | null;
  /** When it was last carried out. */
  readonly carried: RuleAct | null;
}

/** The rules among the values of catalogue entries, each as it stands: the latest in force first. */
export function rulesIn(
  entries: readonly { readonly id: RecordId; readonly type: string; readonly values: Readonly<Record<string, Json>> }[],
): StandingRule[] {
  const acts = new Map<string, RuleAct[]>();
  for (const { type, values } of entries) {
    const act = type === retentionAct.type ? readRuleAct(values['act']) : null;
    if (act !== null) acts.set(act.digest, [...(acts.get(act.digest) ?? []), act]);
  }
  const ruled = entries.flatMap(({ id, type, values }): RuledRetention[] => {
    const rule = type === retentionAct.type ? null : readRule(values['rule']);
    if (rule === null) return [];
    const digest = digestOfRule(id, rule);
    return [{ id, rule, digest, acts: acts.get(digest) ?? [] }];
  });
  // One rule for the same records counts: the one that was proposed last.
  const taken = new Set<string>();
  return ruled
    .sort((a, b) => b.rule.at - a.rule.at || (a.id < b.id ? 1 : -1))
    .map((one) => {
      const standing = standingOf(one);
      const about = JSON.stringify([one.rule.centre, one.rule.kind]);
      if (standing.state !== 'in-force') return standing;
      if (taken.has(about)) return { ...standing, state: 'replaced' as const };
      taken.add(about);
      return standing;
    });
}

function standingOf(ruled: RuledRetention): StandingRule {
  const { rule, digest, acts } = ruled;
  const own = acts.filter(({ by }) => answersFor(rule, by));
  const asked = { digest, askedBy: rule.by.person, askedOn: deviceNamedIn(rule) };
  const given = own.filter(({ does }) => does === 'approve').map((act) => ({ ...asApproval(act), act }));
  const { approvals, isEnough } = countApprovals({ ...asked, needed: 1 }, given);
  const [end = null] = own.filter(({ does }) => does === 'end').sort((a, b) => a.at - b.at);
  const [carried = null] = own.filter(({ does }) => does === 'carry').sort((a, b) => b.at - a.at);
  const state = end !== null ? 'ended' : isEnough ? 'in-force' : 'proposed';
  return { ...ruled, state, approvals: approvals.map(({ act }) => act), end, carried };
}
