/** A part of an evaluation guide: a capability target of an objective, or a critical task of a target ([EX16]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { localisedText, order, reference, text } from '../field.ts';

export const guideItem = declareRecord({
  type: 'guide-item',
  version: 1,
  parent: 'exercise',
  appendOnly: false,
  fields: {
    exercise: reference({ listed: true }),
    objective: reference({ listed: true }),
    /** Of a critical task: the target that it belongs to. A target has none. */
    target: reference({ listed: true }),
    /** What is to be seen, in one line. */
    text: localisedText({ listed: true, searched: true, max: 2_000 }),
    /** The plan, procedure or law that it is measured against. */
    source: text({ listed: true, searched: true, max: 2_000 }),
    order: order(),
    language: text({ listed: true, max: 35 }),
  },
});
export type GuideItem = RecordView<typeof guideItem>;
