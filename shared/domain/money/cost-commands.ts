/** What is recorded of money, as drafts of entries. Pure; each is refused where the rules do not have it. */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import { type Failure, fail, type Result } from '../../base/result.ts';
import { createRecord, type EditFailure } from '../edit.ts';
import type { OperationDraft } from '../record-state.ts';
import { type CostFund, type CostKind, costEntry } from './cost-entry.ts';
import type { CostMatter } from './cost-standing.ts';
import { isAmount, isCurrency } from './currency.ts';

/** Its amount or currency is none, or it corrects and does not say why. */
export type CostRefused = Failure<'cost-refused'>;

type Drafts = Result<OperationDraft[], CostRefused | EditFailure>;

/** Where and by whom an entry is made. */
export interface CostPlace {
  readonly scope: ScopeId;
  /** The session or the placement that it is for ([MN12]). */
  readonly session: RecordId;
  /** Of the new record. */
  readonly id: RecordId;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface NewCost {
  readonly kind: CostKind;
  readonly fund: CostFund;
  readonly amount: number;
  readonly currency: string;
  readonly payer: string;
  /** Whose seat; null: for everybody. */
  readonly person: RecordId | null;
  readonly day: string;
  readonly note: string;
}

/** Adds an entry. */
export function recordCost(place: CostPlace, cost: NewCost): Drafts {
  return made(place, cost, {});
}

/** Takes the place of everything that stands in a matter ([MN2], [MN3]). */
export function correctCost(place: CostPlace, matter: CostMatter, cost: NewCost, reason: string): Drafts {
  if (reason.trim() === '') return fail({ kind: 'cost-refused' });
  return made(place, cost, { reason: reason.trim(), corrects: standingOf(matter) });
}

/** Says that nothing of a matter counts any more, and why. */
export function takeBackCost({ scope, id, ...place }: CostPlace, matter: CostMatter, reason: string): Drafts {
  if (reason.trim() === '') return fail({ kind: 'cost-refused' });
  // It keeps what a reader finds the entry by; its person too, so that an erasure finds the reason.
  const { kind, fund, day, person } = matter.shown;
  const values = { ...place, kind, fund, day, person, reason: reason.trim(), corrects: standingOf(matter) };
  return createRecord(costEntry, { scope, id }, values);
}

const standingOf = ({ shown, apart }: CostMatter): RecordId[] => [...apart, shown].map(({ id }) => id);

function made(
  { scope, id, ...place }: CostPlace,
  cost: NewCost,
  more: { readonly reason?: string; readonly corrects?: RecordId[] },
): Drafts {
  if (!isAmount(cost.amount) || !isCurrency(cost.currency)) return fail({ kind: 'cost-refused' });
  const { kind, fund, amount, currency, day } = cost;
  const words = { payer: cost.payer.trim() || undefined, note: cost.note.trim() || undefined };
  const values = { ...place, kind, fund, amount, currency, day, ...words, person: cost.person ?? undefined, ...more };
  return createRecord(costEntry, { scope, id }, values);
}
