import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/base/bytes.ts';

/** A passkey as the log names it, so that adding, using and taking away can be told to be of one. */
export function fingerprintOf(id: string): string {
  return toHex(sha256(utf8(id))).slice(0, 16);
}
