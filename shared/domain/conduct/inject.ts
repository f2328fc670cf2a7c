/** An inject: one scripted event of an exercise. All of them are its event list, the MSEL ([EX2]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, localisedText, number, reference, text } from '../field.ts';

/** Said to players; said only when it is called for; what players are expected to do by themselves. */
export const injectKinds = ['inject', 'contingency', 'expected-action'] as const;
export type InjectKind = (typeof injectKinds)[number];

/** Methods that have a word in every language. A list may name another one, and keeps its word. */
export const injectMethods = ['phone', 'radio', 'in-person', 'e-mail', 'text-message', 'paper', 'media'] as const;
export type InjectMethod = (typeof injectMethods)[number];

export const inject = declareRecord({
  type: 'inject',
  version: 1,
  parent: 'exercise',
  appendOnly: false,
  fields: {
    exercise: reference({ listed: true }),
    /** As the list counts: `17`, `17a`, `M-4`. */
    number: text({ listed: true, searched: 'title', max: 30 }),
    kind: choice(injectKinds, { listed: true }),
    /** What happens, in one line. */
    title: localisedText({ listed: true, searched: 'title', max: 2_000 }),
    /** The words to say, send or hand over. */
    message: localisedText({ searched: true }),
    /** What the players are expected to do. */
    expected: localisedText({ searched: true }),
    /** For whoever fires it. */
    instructions: localisedText({ searched: true }),
    from: text({ listed: true, searched: true, max: 500 }),
    to: text({ listed: true, searched: true, max: 500 }),
    /** One of {@link injectMethods}, or a word of the list. */
    method: text({ listed: true, max: 200 }),
    place: text({ listed: true, searched: true, max: 500 }),
    objective: reference({ listed: true }),
    /** Minutes from midnight of the first day, at the place of the exercise. */
    wallMinute: number({ listed: true }),
    /** Minutes from midnight of the first day of the scenario. */
    scenarioMinute: number({ listed: true }),
    /** Language in which it was written; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
  },
});
export type Inject = RecordView<typeof inject>;
