/** An objective of an exercise: what it is to show, which competencies and playbooks that tests ([EX1]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { localisedText, order, reference, set, text } from '../field.ts';

export const objective = declareRecord({
  type: 'objective',
  version: 1,
  parent: 'exercise',
  appendOnly: false,
  fields: {
    exercise: reference({ listed: true }),
    /** The objective in one line. */
    text: localisedText({ listed: true, searched: true, max: 2_000 }),
    competencies: set({ listed: true, searched: true }),
    /** Ids of the playbooks that it tests. */
    playbooks: set({ listed: true }),
    order: order(),
    language: text({ listed: true, max: 35 }),
  },
});
export type Objective = RecordView<typeof objective>;
