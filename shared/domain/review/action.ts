/** A corrective action: a line of the improvement plan, followed to verified closure. It may change a playbook's step. */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, date, instant, localisedText, order, reference, text } from '../field.ts';

/** HSEEP's capability elements (POETE). */
export const actionElements = ['planning', 'organisation', 'equipment', 'training', 'exercise'] as const;
export type ActionElement = (typeof actionElements)[number];

/** `done`: whoever owns it says so. `verified`: the evidence was looked at. `closed`: nothing more to follow. */
export const actionStates = ['open', 'in-progress', 'done', 'verified', 'closed'] as const;
export type ActionState = (typeof actionStates)[number];

export const action = declareRecord({
  type: 'action',
  version: 1,
  parent: 'review',
  appendOnly: false,
  fields: {
    review: reference({ listed: true }),
    finding: reference({ listed: true }),
    /** What is to be done. */
    text: localisedText({ listed: true, searched: 'title', max: 5_000 }),
    /** The person to ask: HSEEP's point of contact. */
    owner: text({ listed: true, searched: true, max: 300 }),
    /** The organisation that is responsible. */
    organisation: text({ listed: true, searched: true, max: 500 }),
    element: choice(actionElements, { listed: true }),
    start: date({ listed: true }),
    due: date({ listed: true }),
    state: choice(actionStates, { listed: true }),
    /** The day it was said to be done. */
    doneOn: date({ listed: true }),
    /** What shows that it was done, and that it helps. */
    evidence: localisedText({ searched: true }),
    /** The step that it is to change, and in which field: a field key such as `description.en`. */
    playbook: reference({ listed: true }),
    step: reference({ listed: true }),
    stepField: text({ listed: true, max: 100 }),
    /** The new wording, and the one it was written against. */
    proposal: text(),
    proposalBase: text(),
    /** When the wording went into the playbook, and by whom. */
    appliedAt: instant({ listed: true }),
    appliedBy: text({ listed: true, max: 300 }),
    order: order(),
    language: text({ listed: true, max: 35 }),
  },
});
export type Action = RecordView<typeof action>;
