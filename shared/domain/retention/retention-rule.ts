/**
 * How long a centre keeps records of a kind, and what is done with them then. A rule is one value that nobody changes, so
 * that whoever approves, approves exactly that; other months are another rule. It removes nothing by itself: a person looks at
 * what would go (plan-retention.ts) and carries it out.
 */
import { z } from 'zod';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { digestOfAction } from '../approvals.ts';
import { declareRecord } from '../declare-record.ts';
import { date, json, reference, text } from '../field.ts';
import { type Profile, profileSchema } from '../identity.ts';
import { noteLimit } from '../note-limit.ts';
import type { OperationKind } from '../record-state.ts';

/** The kinds of record whose age counts: their declarations say from which date. */
export const retainedKinds = ['session', 'exercise', 'review', 'run'] as const;
export type RetainedKind = (typeof retainedKinds)[number];

/** Those in which no name is left once fields were cleared: what belongs to the others names people for ever. */
export const anonymisedKinds: readonly RetainedKind[] = ['exercise', 'review'];

/** Fields in which a record of a kind that loses its names says who somebody is. */
export const namingFields: Readonly<Record<string, readonly string[]>> = {
  exercise: ['director'],
  review: ['facilitator', 'participants'],
  action: ['owner', 'appliedBy'],
};

/** Fifty years. */
export const longestRetention = 600;

const said = z.string().max(noteLimit);

const ruleSchema = z
  .looseObject({
    kind: z.string().max(300),
    /** From the date from which the age of such a record counts. */
    months: z.int().min(1).max(longestRetention),
    action: z.enum(['remove', 'anonymise']),
    /** The law or the rule of the network that asks for it. */
    basis: said.regex(/\S/),
    /** Of the basis. */
    language: z.string().max(35),
    /** Whose records: the name of a centre, or null for what is of the whole network. */
    centre: z.string().min(1).max(300).nullable(),
    /** Who proposed it, as the hub knows them, and when by their clock. */
    by: profileSchema,
    at: z.int(),
  })
  .refine(({ kind, action }) => action === 'remove' || anonymisedKinds.some((each) => each === kind));
export type Rule = z.infer<typeof ruleSchema>;

const actSchema = z.looseObject({
  /** `approve` what the digest names; `end` it; `carry`: so many records went, or lost their names, under it. */
  does: z.enum(['approve', 'end', 'carry']),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  note: said,
  language: z.string().max(35),
  records: z.int().min(0).optional(),
  by: profileSchema,
  at: z.int(),
});
export type RuleAct = z.infer<typeof actSchema>;

export const retentionRule = declareRecord({
  type: 'retention-rule',
  version: 1,
  parent: null,
  appendOnly: true,
  ofItsHub: true,
  fields: { rule: json({ listed: true, schema: ruleSchema }) },
});

export const retentionAct = declareRecord({
  type: 'retention-act',
  version: 1,
  parent: 'rule',
  appendOnly: true,
  ofItsHub: true,
  fields: { rule: reference({ listed: true }), act: json({ listed: true, schema: actSchema }) },
});

/** A legal hold: no rule touches this record until somebody takes the hold away, or its last day is over. */
export const retentionHold = declareRecord({
  type: 'retention-hold',
  version: 1,
  parent: 'record',
  appendOnly: false,
  fields: {
    record: reference({ listed: true }),
    /** Why: a proceeding, an inquiry, a request of a court. */
    reason: text({ listed: true, max: noteLimit }),
    /** The last day, included; without one it holds until it is taken away. */
    until: date({ listed: true }),
  },
});

/** The rule in a value, as it was written; null when it holds none. */
export function readRule(value: Json | undefined): Rule | null {
  return ruleSchema.safeParse(value).success ? (value as unknown as Rule) : null;
}

export function readRuleAct(value: Json | undefined): RuleAct | null {
  return actSchema.safeParse(value).success ? (value as unknown as RuleAct) : null;
}

/** What an approval of this rule must name. */
export function digestOfRule(record: RecordId, rule: Rule): string {
  return digestOfAction(record, rule as unknown as Json);
}

/** Whose word an operation says it is, if it is one of a rule: the hub asks that it be its author's ([RT2]). */
export function ruleSpeakerIn({ kind, type, field, value }: RuleSubject): Profile | null {
  if (kind !== 'set') return null;
  if (type === retentionRule.type && field === 'rule') return readRule(value)?.by ?? null;
  return type === retentionAct.type && field === 'act' ? (readRuleAct(value)?.by ?? null) : null;
}

interface RuleSubject {
  readonly kind: OperationKind;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** Whether somebody answers for the records of a rule: those of their own centre, or what is of the whole network. */
export function answersFor({ centre }: Pick<Rule, 'centre'>, who: Pick<Profile, 'centre'>): boolean {
  return centre === null || centre === who.centre;
}

/** Who may approve a rule: somebody who answers for its records and did not propose it. */
export function mayApprove(rule: Rule, who: Profile): boolean {
  return answersFor(rule, who) && rule.by.person !== who.person;
}
