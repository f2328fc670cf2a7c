/** Somebody who answers for a centre approves the exact event list of an exercise ([EX5], [EX6]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { instant, reference, text } from '../field.ts';

export const exerciseApproval = declareRecord({
  type: 'exercise-approval',
  version: 1,
  parent: 'exercise',
  appendOnly: true,
  fields: {
    exercise: reference({ listed: true }),
    /** Of the list ({@link digestOfEventList}). */
    digest: text({ listed: true, max: 64 }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
  },
});
export type ExerciseApproval = RecordView<typeof exerciseApproval>;
