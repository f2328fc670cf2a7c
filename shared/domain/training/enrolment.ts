/** An enrolment: a person on the roster of a session. */
import { declareRecord } from '../declare-record.ts';
import { choice, date, reference } from '../field.ts';

export const enrolmentStatuses = ['enrolled', 'walk-in', 'withdrawn'] as const;

export const enrolment = declareRecord({
  type: 'enrolment',
  version: 1,
  parent: 'session',
  appendOnly: false,
  fields: {
    session: reference({ listed: true }),
    person: reference({ listed: true }),
    status: choice(enrolmentStatuses, { listed: true }),
    /** The day somebody put them down, where a roster says so. */
    registeredOn: date({ listed: true }),
  },
});
