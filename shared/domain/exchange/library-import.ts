/** The note that an import leaves: who brought a library file in, and from whom its records come. Nothing says it later. */
import { declareRecord } from '../declare-record.ts';
import { instant, number, text } from '../field.ts';

export const libraryImport = declareRecord({
  type: 'library-import',
  version: 1,
  parent: null,
  appendOnly: true,
  fields: {
    at: instant({ listed: true }),
    by: text({ listed: true, max: 300 }),
    /** Name and id of the network that the file came from. */
    network: text({ listed: true, searched: true, max: 2_000 }),
    networkId: text({ listed: true, max: 300 }),
    exportedAt: instant({ listed: true }),
    exportedBy: text({ listed: true, max: 2_000 }),
    purpose: text({ listed: true, max: 2_000 }),
    /** Records that came in with it. Who wrote which of their values and when is in the attachment of this record. */
    records: number({ listed: true }),
    /** SHA-256 of the manifest, in hexadecimal: the same file is the same import. */
    fingerprint: text({ listed: true, max: 64 }),
  },
});
