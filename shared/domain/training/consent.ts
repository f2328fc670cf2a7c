/**
 * What somebody said of where data about them may go ([CO1]): one record for each word, which nobody changes. Who noted it is the
 * author, which the signature proves; what counts of several words is in consent-standing.ts.
 */
import { declareRecord } from '../declare-record.ts';
import { choice, date, reference, set, text } from '../field.ts';

/** Files for another centre; statements for a learning record store. Nothing else that the product sends asks for a consent. */
export const consentPurposes = ['other-centres', 'learning-records'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

export const consent = declareRecord({
  type: 'consent',
  version: 1,
  parent: 'person',
  appendOnly: true,
  personal: true,
  // Whoever gets the data in another network asks anew.
  ofItsHub: true,
  // A refusal must not wait for a hub.
  alsoInRooms: true,
  fields: {
    person: reference({ listed: true }),
    purpose: choice(consentPurposes, { listed: true }),
    /** `refused` is also what a consent that is withdrawn becomes. */
    says: choice(['given', 'refused'], { listed: true }),
    /** The day by the calendar of who asked. */
    day: date({ listed: true }),
    /** The name of who asked, as their laptop has it. */
    by: text({ listed: true, max: 300 }),
    /** Earlier words that its author knew of: this one stands in their place ([CO2]). */
    after: set({ listed: true }),
  },
});
