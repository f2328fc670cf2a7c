/** Somebody who is trained: as they write their name, and as others read it. Not an account: see identity.ts for those. */
import { declareRecord } from '../declare-record.ts';
import { reference, set, text } from '../field.ts';

export const person = declareRecord({
  type: 'person',
  version: 1,
  parent: null,
  appendOnly: false,
  personal: true,
  fields: {
    /** In the script of the person, as the source gave it. */
    name: text({ listed: true, searched: 'name', max: 500 }),
    /** In Latin letters, as the person or the source writes it; never made by machine. */
    transliteration: text({ listed: true, searched: 'name', max: 500 }),
    organisation: text({ listed: true, searched: true, max: 500 }),
    /** Role or rank. */
    role: text({ listed: true, searched: true, max: 300 }),
    email: text({ listed: true, max: 320 }),
    /** Somebody decided that this record is the same person as that one, which is shown in its place. Nothing is moved. */
    sameAs: reference({ listed: true }),
    /** Ids of records that somebody decided are other people, so that they are not suggested again. */
    notSameAs: set({ listed: true }),
  },
});
