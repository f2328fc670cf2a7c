/** A placement: the time of one person at a host, as a secondment, a scholarship or an exchange ([PC1]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, date, localisedText, reference, set, text } from '../field.ts';
import { tlpLevels } from '../tlp.ts';

export const placementKinds = ['secondment', 'scholarship', 'exchange'] as const;
export type PlacementKind = (typeof placementKinds)[number];

export const placement = declareRecord({
  type: 'placement',
  version: 2,
  parent: 'person',
  hasScreen: true,
  appendOnly: false,
  fields: {
    /** Who is placed. */
    person: reference({ listed: true }),
    kind: choice(placementKinds, { listed: true }),
    /** Short human reference of the network, `PL-26-004`. */
    reference: text({ listed: true, searched: 'title', max: 60 }),
    /** The centre that they come from. */
    home: text({ listed: true, searched: true, max: 300 }),
    /** A centre of the network or another organisation, by its name. */
    host: text({ listed: true, searched: true, max: 500 }),
    purpose: localisedText({ personal: true }),
    start: date({ listed: true }),
    /** The last day, included. */
    end: date({ listed: true }),
    competencies: set({ listed: true, searched: true }),
    /** Absent: thirty days after the last one ([PC3]). */
    reportDue: date({ listed: true }),
    report: localisedText({ personal: true }),
    /** What others should know or do; it stays when the person is erased ([PC6]). */
    lessons: localisedText(),
    /** The day on which the report was handed in; without it what stands there is a draft. */
    reportedOn: date({ listed: true }),
    calledOff: date({ listed: true }),
    calledOffWhy: text({ max: 2_000, personal: true }),
    /** Why it was taken away ([PC8]); it stays when it is brought back, until it is taken away for another reason. */
    takenAwayWhy: text({ max: 500, personal: true }),
    /** Language in which it is written; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
    marking: choice(tlpLevels, { listed: true }),
  },
});
export type Placement = RecordView<typeof placement>;
