/** One mark in the attendance of a session: append-only, corrected by another one. */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, date, instant, reference, set, text } from '../field.ts';

export const attendanceStates = ['present', 'late', 'absent', 'excused'] as const;
export type AttendanceState = (typeof attendanceStates)[number];

export const dayParts = ['morning', 'afternoon'] as const;
export type DayPart = (typeof dayParts)[number];

export const attendanceMark = declareRecord({
  type: 'attendance-mark',
  version: 1,
  parent: 'session',
  appendOnly: true,
  fields: {
    session: reference({ listed: true }),
    person: reference({ listed: true }),
    day: date({ listed: true }),
    part: choice(dayParts, { listed: true }),
    /** Absent in a mark that takes back those it corrects. */
    mark: choice(attendanceStates, { listed: true }),
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    note: text({ listed: true, max: 2_000, personal: true }),
    /** Ids of the marks that its author saw and corrects. Marks that do not name each other were made apart. */
    corrects: set({ listed: true }),
  },
});
export type AttendanceMark = RecordView<typeof attendanceMark>;
