/**
 * Signatures that were good a moment ago are good still: whoever exchanges shows the same certificate with every message, and checking
 * one takes milliseconds where the host's own cryptography has no Ed25519. What was not good is checked each time.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../base/bytes.ts';
import type { Verify } from './ports.ts';

/** A room has few laptops, and each of them few signatures that come again. */
const mostRemembered = 512;

/** The same answers; those that were yes are remembered, the oldest forgotten first. */
export function rememberVerified(verify: Verify): Verify {
  const good = new Set<string>();
  return async (publicKey, message, signature) => {
    const name = `${toHex(publicKey)} ${toHex(signature)} ${toHex(sha256(message))}`;
    const isKnown = good.delete(name);
    const isGood = isKnown || (await verify(publicKey, message, signature));
    if (!isGood) return false;
    good.add(name);
    if (good.size > mostRemembered) good.delete(good.values().next().value as string);
    return true;
  };
}
