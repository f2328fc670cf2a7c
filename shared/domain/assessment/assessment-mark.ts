/** One mark of one assessor on one item of one person: append-only ([AM2], [AM3]). */
import type { PersonId } from '../../base/ids.ts';
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, instant, number, reference, text } from '../field.ts';
import { inMadeOrder } from '../made-order.ts';
import { existenceField, type RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';

/** Whose eyes: those of an assessor, or of the trainee on themselves ([AM4]). */
export const seats = ['assessor', 'trainee'] as const;
export type Seat = (typeof seats)[number];

/** Where it was made: here, or on a sheet that was entered afterwards. */
export const markMedia = ['laptop', 'paper'] as const;

export const assessmentMark = declareRecord({
  type: 'assessment-mark',
  version: 1,
  parent: 'session',
  appendOnly: true,
  fields: {
    session: reference({ listed: true }),
    item: reference({ listed: true }),
    person: reference({ listed: true }),
    /** Absent in a mark that takes back what its assessor gave. */
    value: number(),
    seat: choice(seats),
    medium: choice(markMedia),
    /** The assessor's name: of who signed it, or as it stands on the paper. */
    by: text({ listed: true, max: 300 }),
    at: instant(),
    note: text({ max: 2_000, personal: true }),
  },
});
export type AssessmentMark = RecordView<typeof assessmentMark>;

/** A mark with who signed it: no field can name another. */
export interface GivenMark {
  readonly mark: AssessmentMark;
  readonly author: PersonId;
}

/** Marks in the order that counts: Lamport, then id. */
export function givenInOrder(states: readonly RecordState[]): GivenMark[] {
  return inMadeOrder(states).map((state) => ({
    mark: viewOf(assessmentMark, state),
    author: state.fields[existenceField]?.[0]?.author ?? '',
  }));
}
