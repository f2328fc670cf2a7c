/**
 * That somebody opened the record of a person, and why if they said so ([PD2]). It is about readers, never about who is read
 * of. Nobody edits one: who read is the author of the record, which its signature proves.
 */
import { declareRecord } from '../declare-record.ts';
import { date, instant, reference, text } from '../field.ts';

export const accessEntry = declareRecord({
  type: 'access-entry',
  version: 1,
  parent: 'person',
  appendOnly: false,
  // In another network its author would be whoever brought it there.
  ofItsHub: true,
  fields: {
    person: reference({ listed: true }),
    /** The day of it by the reader's calendar: there is one entry a day for each reader and purpose. */
    day: date({ listed: true }),
    at: instant({ listed: true }),
    /** The reader's name, as their laptop has it. */
    by: text({ listed: true, max: 300 }),
    purpose: text({ listed: true, max: 500, personal: true }),
  },
});
