/** A session: one delivery of a course, on the days from `start` to `end` as the calendar of its place counts them. */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, date, number, reference, set, text } from '../field.ts';
import { tlpLevels } from '../tlp.ts';

export const session = declareRecord({
  type: 'session',
  version: 2,
  parent: 'course',
  hasScreen: true,
  appendOnly: false,
  retainedFrom: 'end',
  fields: {
    course: reference({ listed: true }),
    /** Short human reference, `TR-26-031`. */
    reference: text({ listed: true, searched: 'title', max: 60 }),
    place: text({ listed: true, searched: true, max: 500 }),
    /** IANA zone of the place: which day it is there. */
    timeZone: text({ listed: true, max: 60 }),
    start: date({ listed: true }),
    /** The last day, included. */
    end: date({ listed: true }),
    /** When a day begins and ends at its place, `09:00`; both or neither. */
    opens: text({ listed: true, max: 5 }),
    closes: text({ listed: true, max: 5 }),
    instructors: set({ listed: true, searched: true }),
    seats: number({ listed: true }),
    marking: choice(tlpLevels, { listed: true }),
  },
});
export type Session = RecordView<typeof session>;
