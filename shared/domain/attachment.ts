/** An attachment: a file kept beside a record, as content-addressed chunks of 256 KiB. */
import type { Json } from '../base/json.ts';
import { declareRecord, type RecordView } from './declare-record.ts';
import { number, reference, text } from './field.ts';

/** Bytes of a full chunk; the last one is shorter. */
export const chunkSize = 256 * 1024;
/** The largest attachment, in bytes. */
export const attachmentLimit = 64 * 1024 * 1024;

export const attachment = declareRecord({
  type: 'attachment',
  version: 2,
  parent: 'owner',
  appendOnly: true,
  // Of one that hangs on a person; whose it is stands in the record that it belongs to.
  personal: true,
  fields: {
    /** The record it belongs to. */
    owner: reference({ listed: true }),
    name: text({ listed: true, searched: 'title', max: 500 }),
    mediaType: text({ listed: true, max: 200 }),
    size: number({ listed: true }),
    /** SHA-256 of the whole file, in hexadecimal. */
    sha256: text({ max: 64 }),
    /** SHA-256 of each chunk in hexadecimal, in order, joined by spaces (a set would sort and unite them). */
    chunks: text({ max: 64 * 1_024 }),
    /** Why it is kept: `original` for an imported file, `photo` or `file` for what a person attached. */
    purpose: text({ listed: true, max: 60 }),
    /** Of a file that says it: the language of what is in it ([MD2]). */
    language: text({ listed: true, max: 35 }),
  },
});
export type Attachment = RecordView<typeof attachment>;

/** The chunks that a value of the field `chunks` names; none for anything else. */
export function chunksIn(value: Json): string[] {
  return typeof value === 'string' ? value.split(' ').filter((hash) => /^[0-9a-f]{64}$/.test(hash)) : [];
}
