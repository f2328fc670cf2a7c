/** One entry of money of a session or a placement: append-only, corrected by another one ([MN1], [MN2]). */
import type { PersonId } from '../../base/ids.ts';
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, date, instant, number, reference, set, text } from '../field.ts';
import { inMadeOrder } from '../made-order.ts';
import { existenceField, type RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';

export const costKinds = ['planned', 'paid'] as const;
export type CostKind = (typeof costKinds)[number];

/** Whose money it is: the network's own, a reserve that centres share, a donor's who pays for outcomes, of several who share a bill. */
export const costFunds = ['core', 'pooled-reserve', 'outcome-grant', 'shared-cost'] as const;
export type CostFund = (typeof costFunds)[number];

// Nothing of it is searched: a search asks nobody what they may read.
export const costEntry = declareRecord({
  type: 'cost-entry',
  version: 1,
  parent: 'session',
  appendOnly: true,
  fields: {
    /** Of the session or the placement that it is for ([MN12]): the name is older than placements. */
    session: reference({ listed: true }),
    kind: choice(costKinds, { listed: true }),
    fund: choice(costFunds, { listed: true }),
    /** In the smallest units of the currency; absent in one that takes back what it corrects. */
    amount: number(),
    /** ISO 4217. */
    currency: text({ max: 3 }),
    /** Who pays. */
    payer: text({ max: 300 }),
    /** Whose seat it is for; absent: for everybody. */
    person: reference({ listed: true }),
    /** The day it was paid, or will be. */
    day: date({ listed: true }),
    /** What it is for. */
    note: text({ max: 2_000, personal: true }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    /** Why it corrects. */
    reason: text({ max: 2_000, personal: true }),
    /** Ids of the entries whose place it takes. */
    corrects: set({ listed: true }),
  },
});
export type CostEntry = RecordView<typeof costEntry>;

/** An entry with who signed it. */
export interface SignedCost {
  readonly entry: CostEntry;
  readonly author: PersonId;
}

/** Entries in the order that counts: Lamport, then id. */
export function costsInOrder(states: readonly RecordState[]): SignedCost[] {
  return inMadeOrder(states).map((state) => ({
    entry: viewOf(costEntry, state),
    author: state.fields[existenceField]?.[0]?.author ?? '',
  }));
}
