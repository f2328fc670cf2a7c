/** An enrolment: a person on the roster of a session. */
import { declareRecord } from '../declare-record.ts';
import { choice, date, reference, set, text } from '../field.ts';
import { noteLimit } from '../note-limit.ts';

export const enrolmentStatuses = ['enrolled', 'walk-in', 'withdrawn'] as const;

export const enrolment = declareRecord({
  type: 'enrolment',
  version: 2,
  parent: 'session',
  appendOnly: false,
  fields: {
    session: reference({ listed: true }),
    person: reference({ listed: true }),
    status: choice(enrolmentStatuses, { listed: true }),
    /** The day somebody put them down, where a roster says so. */
    registeredOn: date({ listed: true }),
    /** What the course asks for and they had not when somebody admitted them, why, and who did by name ([PQ4]). */
    admittedWithout: set({ listed: true, personal: true }),
    admittedWhy: text({ listed: true, max: noteLimit, personal: true }),
    admittedBy: text({ listed: true, max: 300, personal: true }),
  },
});
