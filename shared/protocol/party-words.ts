/** The six words of a party's key: what two people compare before anything goes from one to the other ([FC4]). */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts';
import type { HubKey } from '../domain/identity.ts';
import { checkPhrase } from './check-words.ts';

/** The words of a public key, hexadecimal. */
export function partyWords(key: string): readonly string[] {
  return checkPhrase(sha256(concat(utf8('waypost party'), fromHex(key))));
}

/**
 * What a hub's words are made of, hexadecimal: its key, or all keys of its line once it took another. The newest vouches for none
 * before it, and those are believed too: a key that somebody put before it must change the words. Empty for a hub without a key.
 */
export function keyOfHubWords(keys: readonly HubKey[]): string {
  const [first, ...following] = keys.map(({ publicKey }) => publicKey);
  if (first === undefined || following.length === 0) return first ?? '';
  return toHex(sha256(concat(utf8('waypost hub keys'), fromHex(first), ...following.map(fromHex))));
}
