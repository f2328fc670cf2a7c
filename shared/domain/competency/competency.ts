/** A competency: a statement of a framework as it is everywhere, and what a centre says of it beside that ([FW1], [FW6]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, localisedText, set, text } from '../field.ts';

export const competencyKinds = ['role', 'area', 'task', 'knowledge', 'skill', 'other'] as const;
export type CompetencyKind = (typeof competencyKinds)[number];

export const competency = declareRecord({
  type: 'competency',
  version: 2,
  parent: null,
  appendOnly: false,
  fields: {
    /** The statement itself: the common core, which only an import changes; translations stand beside it. */
    name: localisedText({ listed: true, max: 1_000 }),
    /** What the framework says besides its statement. */
    description: localisedText({ max: 20_000 }),
    kind: choice(competencyKinds, { listed: true }),
    /** The framework as its file calls it, "NICE Skills", and its version there. */
    framework: text({ listed: true, max: 300 }),
    edition: text({ listed: true, max: 60 }),
    /** Short name in the framework, S0136. */
    reference: text({ listed: true, max: 60 }),
    /** Identifier in the framework: by it a later version finds it again. */
    sourceId: text({ listed: true, max: 200 }),
    /** Statements of earlier versions: courses and results name competencies in words. */
    formerNames: set({ listed: true }),
    /** Language of the framework. */
    language: text({ listed: true, max: 35 }),
    /** What the centre adds, and what it asks for; no import touches these two. */
    note: localisedText({ max: 10_000 }),
    target: localisedText({ listed: true, max: 1_000 }),
    /** Why it was taken away ([FW8]). */
    takenAwayWhy: text({ max: 500 }),
  },
});
export type Competency = RecordView<typeof competency>;
