/** A run: one use of a playbook as a checklist. What happens in it is a series of append-only run events. */
import { declareRecord, type RecordView } from './declare-record.ts';
import { choice, instant, reference, text } from './field.ts';
import { inMadeOrder } from './made-order.ts';
import type { RecordState } from './record-state.ts';
import { viewOf } from './view.ts';

export const run = declareRecord({
  type: 'run',
  version: 3,
  parent: 'playbook',
  hasScreen: true,
  appendOnly: false,
  retainedFrom: 'startedAt',
  fields: {
    playbook: reference({ listed: true }),
    /** Title and release of the playbook when the run began: the run stays readable when the playbook changes. */
    playbookTitle: text({ listed: true, searched: 'title', max: 2_000 }),
    releaseNumber: text({ listed: true, max: 30 }),
    /** The release whose text is run; absent where nothing was released. */
    release: reference({ listed: true }),
    place: text({ listed: true, searched: true, max: 500 }),
    startedAt: instant({ listed: true }),
    /** IANA zone of the place. */
    timeZone: text({ max: 60 }),
    language: text({ max: 35 }),
    /** Who is in charge from the beginning, until it is handed over ([RN3]). */
    leader: text({ listed: true, max: 300 }),
    /** The centre that began it: its layer over the core is run, where it has one ([RN4]). */
    layer: text({ max: 300 }),
  },
});
export type Run = RecordView<typeof run>;

/**
 * `done`, `skipped` (with a reason in `text`), `reopened` after either, `note`, `decision` (with `choice` and
 * `authority`), `finished` for the whole run; `taken` and `given-back` say who does a step, `handed-over` (with `to`, and
 * why in `text`) who is in charge of the run. `photo` (with the `file`, and what it shows in `text`), `timer-set` (with
 * `until`, and what for in `text`), `timer-stopped` (with the `timer`).
 */
export const runEventKinds = [
  'done',
  'skipped',
  'reopened',
  'note',
  'decision',
  'finished',
  'taken',
  'given-back',
  'handed-over',
  'photo',
  'timer-set',
  'timer-stopped',
] as const;
export type RunEventKind = (typeof runEventKinds)[number];

export const runEvent = declareRecord({
  type: 'run-event',
  version: 3,
  parent: 'run',
  appendOnly: true,
  fields: {
    run: reference({ listed: true }),
    /** A step of the core, or a piece of the centre's layer that is a step of its own. */
    step: reference({ listed: true }),
    kind: choice(runEventKinds, { listed: true }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    text: text({ listed: true, searched: true, max: 20_000 }),
    /** Of a decision: `true`, `false`, or the label of a switch's case. */
    choice: text({ listed: true, max: 500 }),
    /** Of a decision: who allowed it, name and office. */
    authority: text({ listed: true, max: 500 }),
    /** Of a hand-over: who takes over, name and office. */
    to: text({ listed: true, max: 300 }),
    /** Of a photo: the attachment of the run that holds it. */
    file: reference({ listed: true }),
    /** Of a timer that is set: when it is over. */
    until: instant({ listed: true }),
    /** Of one that is stopped: the event that set it. */
    timer: reference({ listed: true }),
  },
});
export type RunEvent = RecordView<typeof runEvent>;

/** The events of a run in the order that counts: Lamport, then id. */
export function eventsInOrder(states: readonly RecordState[]): RunEvent[] {
  return inMadeOrder(states).map((state) => viewOf(runEvent, state));
}
