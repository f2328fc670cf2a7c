/** A finding of a review: a strength to keep, or an area for improvement. */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, localisedText, order, reference, text } from '../field.ts';

export const findingKinds = ['strength', 'improvement'] as const;
export type FindingKind = (typeof findingKinds)[number];

export const finding = declareRecord({
  type: 'finding',
  version: 1,
  parent: 'review',
  appendOnly: false,
  fields: {
    review: reference({ listed: true }),
    kind: choice(findingKinds, { listed: true }),
    /** The finding in one line. */
    title: localisedText({ listed: true, searched: 'title', max: 2_000 }),
    /** HSEEP's core capability, in the words of the network. */
    capability: text({ listed: true, searched: true, max: 500 }),
    /** What was seen. */
    observation: localisedText({ searched: true }),
    /** Why it was so: the root cause. */
    analysis: localisedText({ searched: true }),
    /** The plan, procedure or law that it was measured against. */
    reference: text({ searched: true, max: 2_000 }),
    /** The playbook and the step that it is about. */
    playbook: reference({ listed: true }),
    step: reference({ listed: true }),
    /** The record in which it was seen: an event of the run. */
    origin: reference({ listed: true }),
    order: order(),
    language: text({ listed: true, max: 35 }),
  },
});
export type Finding = RecordView<typeof finding>;
