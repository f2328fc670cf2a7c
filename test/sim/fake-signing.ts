/**
 * Signatures for the simulator: fast, synchronous, and as unforgeable as a world without cryptographers needs. The public
 * key is the secret; a signature is its hash over the message, twice.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { KeyPair } from '../../hub/network/hub-key.ts';
import { concat, equalBytes, toHex } from '../../shared/base/bytes.ts';
import type { Random } from '../../shared/base/ports.ts';

export function fakeSign(publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  const half = sha256(concat(publicKey, message));
  return concat(half, half);
}

export function fakeVerify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return equalBytes(fakeSign(publicKey, message), signature);
}

/** A key pair whose secret is its public key. */
export function fakeKey(random: Random): KeyPair {
  const secret = random.bytes(32);
  return { publicKey: toHex(secret), secret };
}
