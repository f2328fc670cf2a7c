/** A fingerprint of a document, by which a later export or import sees whether anything but its time has changed. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../base/bytes.ts';
import type { JsonObject } from '../../base/json.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 in hexadecimal of the canonical JSON without `modified` and `signatures`, which are no content (CACAO 2.5). */
export function digestOfDocument(document: JsonObject): string {
  const { modified: _, signatures: __, ...content } = document;
  return toHex(sha256(utf8(canonicalJson(content))));
}
