/** An after-action review: what happened, what went well, what to change. HSEEP's AAR/IP, with its parts as records. */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, date, localisedText, reference, set, text } from '../field.ts';
import { tlpLevels } from '../tlp.ts';

/** What a review looks back on. */
export const subjectKinds = ['run', 'session', 'exercise', 'placement'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** `agreed`: those who were there stand by the findings. `closed`: every action came to its end. */
export const reviewStates = ['draft', 'in-review', 'agreed', 'closed'] as const;
export type ReviewState = (typeof reviewStates)[number];

export const review = declareRecord({
  type: 'review',
  version: 2,
  parent: null,
  appendOnly: false,
  retainedFrom: 'end',
  fields: {
    title: localisedText({ listed: true, searched: 'title', max: 2_000 }),
    /** Short human reference of the network, `AAR-26-012`. */
    reference: text({ listed: true, searched: 'title', max: 60 }),
    state: choice(reviewStates, { listed: true }),
    /** Language in which it was written; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
    subjectKind: choice(subjectKinds, { listed: true }),
    /** Record id of the run, session, exercise or placement. */
    subject: reference({ listed: true }),
    /** What the subject was called when the review began: the review stays readable without it. */
    subjectTitle: text({ listed: true, searched: true, max: 2_000 }),
    place: text({ listed: true, searched: true, max: 500 }),
    /** The days of the event, both included. */
    start: date({ listed: true }),
    end: date({ listed: true }),
    facilitator: text({ listed: true, searched: true, max: 300 }),
    participants: set({ listed: true, searched: true }),
    /** HSEEP's executive summary. */
    overview: localisedText({ searched: true }),
    marking: choice(tlpLevels, { listed: true }),
  },
});
export type Review = RecordView<typeof review>;
