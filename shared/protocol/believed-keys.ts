/**
 * Which of the keys that a file names are believed. A key vouches for those that follow it and for none before it: whoever
 * writes a file can put a key of their own before the hub's and let it sign the hub's ([AU6], [AL6]).
 */
import type { HubKey } from '../domain/identity.ts';
import { areLinked, hubKeyId, type Verify } from './hub-key.ts';

export interface BelievedKeys {
  /** From the key that the reader gave on; all of them when the reader gave none, which only shows that the file hangs together. */
  readonly counted: readonly HubKey[];
  /** Those before it: nothing vouches for them. */
  readonly before: readonly HubKey[];
}

/** How a signature of a file stands: `before` was made with a key that nothing vouches for, and is not checked. */
export type Standing = 'good' | 'before' | 'bad';

/** The place of a key, or of its short name, among others; -1 when it is not there. */
function placeOf(keys: readonly HubKey[], trusted: string): number {
  return keys.findIndex(({ publicKey }) => publicKey === trusted || hubKeyId(publicKey) === trusted);
}

/** The keys of a file, parted by the one that its reader knows. A file that does not hold it is not valid ({@link faultInKeys}). */
export function keysFrom(keys: readonly HubKey[], trusted?: string): BelievedKeys {
  const at = trusted === undefined ? 0 : Math.max(0, placeOf(keys, trusted));
  return { counted: keys.slice(at), before: keys.slice(0, at) };
}

/** What is wrong with the keys of a file, in words; null when nothing is. */
export async function faultInKeys(
  { hub, keys }: { readonly hub: string; readonly keys: readonly HubKey[] },
  verify: Verify,
  trusted?: string,
): Promise<string | null> {
  const newest = keys.at(-1);
  if (newest === undefined) return 'it holds no key of the hub';
  if (trusted !== undefined && placeOf(keys, trusted) < 0) {
    return `the key ${trusted} is not among those of the file: ${hubKeyId(newest.publicKey)}`;
  }
  return (await areLinked(hub, keys, verify)) ? null : 'a key of the hub is not signed by the one before it';
}

/** Whether two files name keys of one line: each hub has one line, and a file holds it from its first key on. */
export function areOfOneLine(a: readonly HubKey[], b: readonly HubKey[]): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every(({ publicKey }, i) => publicKey === b[i]?.publicKey);
}

/** What two files say whose keys are of different lines. */
export const otherLine = 'the two files hold different keys of the hub';

/** What is said of what was signed with a key before the one that the reader gave. */
export const notChecked = 'signed with a key before the one that you gave: not checked. Give the oldest that you know';
