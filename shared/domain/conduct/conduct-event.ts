/** What happened while an exercise was conducted: facts that are only added ([EX4], [EX7]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, instant, number, reference, set, text } from '../field.ts';
import { inMadeOrder } from '../made-order.ts';
import type { RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';

/**
 * `started`, `paused` and `resumed` set the clocks, `ended` is the end; `fired`, `deferred` (with `until`), `dropped` and
 * `taken-back` are about an inject; `observed` is what somebody saw, its photos are attachments of the fact.
 */
export const conductKinds = [
  'started',
  'paused',
  'resumed',
  'ended',
  'fired',
  'deferred',
  'dropped',
  'taken-back',
  'observed',
] as const;
export type ConductKind = (typeof conductKinds)[number];

export const conductEvent = declareRecord({
  type: 'conduct-event',
  version: 1,
  parent: 'exercise',
  appendOnly: true,
  fields: {
    exercise: reference({ listed: true }),
    inject: reference({ listed: true }),
    kind: choice(conductKinds, { listed: true }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    /** Why, or what was seen. */
    text: text({ listed: true, searched: true, max: 20_000 }),
    /** Language of the text. */
    language: text({ listed: true, max: 35 }),
    objective: reference({ listed: true }),
    /** Ids of the facts about the inject that its author saw standing. */
    of: set({ listed: true }),
    /** When a deferred inject is due. */
    until: instant({ listed: true }),
    /** Of a start: the moment that the list counts as midnight of its first day ([EX10]). */
    base: instant({ listed: true }),
    /** Where the scenario clock stood, in minutes from midnight of the first day of the scenario. */
    scenarioMinute: number({ listed: true }),
    /** Minutes of the scenario in a minute. */
    rate: number({ listed: true }),
  },
});
export type ConductEvent = RecordView<typeof conductEvent>;

/** Facts in the order that counts: Lamport, then id. */
export function conductInOrder(states: readonly RecordState[]): ConductEvent[] {
  return inMadeOrder(states).map((state) => viewOf(conductEvent, state));
}
