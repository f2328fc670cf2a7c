/** What somebody says of a target, a task or an objective: facts that are only added ([EX19], [EX21]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, instant, reference, set, text } from '../field.ts';
import { inMadeOrder } from '../made-order.ts';
import type { RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';
import { saidValues } from './rating-value.ts';

/** `rated` is one evaluator's, `agreed` is what the lead evaluator settled on. */
export const ratingKinds = ['rated', 'agreed'] as const;

export const rating = declareRecord({
  type: 'rating',
  version: 1,
  parent: 'exercise',
  appendOnly: true,
  fields: {
    exercise: reference({ listed: true }),
    /** The guide's target or task; an agreed one may be of an objective. */
    item: reference({ listed: true }),
    kind: choice(ratingKinds, { listed: true }),
    value: choice(saidValues, { listed: true }),
    /** Why. */
    text: text({ listed: true, searched: true, max: 20_000 }),
    /** Language of the text. */
    language: text({ listed: true, max: 35 }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    /** Ids of the observations that it rests on. */
    observations: set({ listed: true }),
    /** Ids of the facts about the item that its author saw: their own, or for an agreed one all that stood. */
    of: set({ listed: true }),
  },
});
export type Rating = RecordView<typeof rating>;

/** Ratings in the order that counts: Lamport, then id. */
export function ratingsInOrder(states: readonly RecordState[]): Rating[] {
  return inMadeOrder(states).map((state) => viewOf(rating, state));
}
