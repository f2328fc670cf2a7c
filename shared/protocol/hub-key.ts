/**
 * The hub's own key: devices pin it at enrolment, and whoever holds its public half can check what the hub signed, long
 * after and without the hub. A new key counts only when the one before it signed it ([AU2]).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import type { HubKey } from '../domain/identity.ts';

/** Whether an Ed25519 signature is good; false, not an error, for malformed keys and signatures. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

/** The short name of a key: 8 bytes of a hash of it, hexadecimal. */
export function hubKeyId(publicKey: string): string {
  return toHex(sha256(concat(utf8('waypost hub key'), fromHex(publicKey))).subarray(0, 8));
}

/** What the former key signs so that a new one counts. */
export function endorsementBytes(hub: string, publicKey: string): Uint8Array {
  return concat(utf8('waypost hub key follows'), bytesOfUuid(hub), fromHex(publicKey));
}

/**
 * The keys that a device knows once a hub said these: the pinned ones, and those that follow the newest of them, each
 * signed by the one before. Null when the pinned key is not among them or is not followed so: nothing may be believed.
 */
export async function keysAfter(
  hub: string,
  pinned: readonly HubKey[],
  said: readonly HubKey[],
  verify: Verify,
): Promise<HubKey[] | null> {
  const newest = pinned.at(-1);
  const at = newest === undefined ? 0 : said.findIndex(({ publicKey }) => publicKey === newest.publicKey);
  if (at < 0) return null;
  const following = newest === undefined ? said : said.slice(at + 1);
  return (await areLinked(hub, newest === undefined ? following : [newest, ...following], verify))
    ? [...pinned, ...following]
    : null;
}

/** Whether each key but the first is signed by the one before it. */
export async function areLinked(hub: string, keys: readonly HubKey[], verify: Verify): Promise<boolean> {
  for (const [i, { publicKey, endorsement }] of keys.entries()) {
    const before = keys[i - 1];
    if (before === undefined) continue;
    if (endorsement === undefined) return false;
    const message = endorsementBytes(hub, publicKey);
    if (!(await verify(fromHex(before.publicKey), message, fromHex(endorsement)))) return false;
  }
  return true;
}
