/** The six words of a party's key: what two people compare before anything goes from one to the other ([FC4]). */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, utf8 } from '../base/bytes.ts';
import { checkPhrase } from './check-words.ts';

/** The words of a public key, hexadecimal. */
export function partyWords(key: string): readonly string[] {
  return checkPhrase(sha256(concat(utf8('waypost party'), fromHex(key))));
}
