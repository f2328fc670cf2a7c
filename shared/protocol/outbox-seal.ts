/**
 * Sealing to a hub ([WP1]). The hub's Ed25519 key, which devices pin, is taken in its Montgomery form (RFC 7748, section 4.1), as age
 * does with keys of SSH: so no second key is published, endorsed, replaced and backed up. One ephemeral key serves a whole file; from
 * both comes, by HKDF, a key that is used for nothing else. The cipher itself is the host's.
 */
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts';
import type { Random } from '../base/ports.ts';
import { isWeakKey } from './weak-key.ts';

/** What AES-256-GCM is given for one record: a key of 32 bytes, a nonce of 12; ciphertext and tag stand together. */
export interface CipherInput {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  /** What is authenticated beside the bytes. */
  readonly place: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface OutboxKey {
  /** The ephemeral public key, hexadecimal. */
  readonly ephemeral: string;
  /** The caller's to overwrite. */
  readonly key: Uint8Array;
}

/** A new key for a file that the holder of `hubKey` opens; hexadecimal, 32 bytes. Null for a key to which nothing can be sealed. */
export function keyToSeal(hubKey: string, random: Random): OutboxKey | null {
  const secret = random.bytes(32);
  try {
    if (isWeakKey(fromHex(hubKey))) return null;
    const theirs = ed25519.utils.toMontgomery(fromHex(hubKey));
    const ephemeral = x25519.getPublicKey(secret);
    return { ephemeral: toHex(ephemeral), key: derive(x25519.getSharedSecret(secret, theirs), ephemeral, theirs) };
  } catch {
    return null;
  } finally {
    secret.fill(0);
  }
}

/** The same key for the hub, by the secret half of its Ed25519 key, 32 bytes. Null for an ephemeral key that is none. */
export function keyToOpen(hubSecret: Uint8Array, ephemeral: string): Uint8Array | null {
  const secret = ed25519.utils.toMontgomerySecret(hubSecret);
  try {
    const theirs = fromHex(ephemeral);
    return derive(x25519.getSharedSecret(secret, theirs), theirs, x25519.getPublicKey(secret));
  } catch {
    return null;
  } finally {
    secret.fill(0);
  }
}

/** The nonce of a record: its number, which no other record of the file has. */
export function nonceOfRecord(number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, number);
  return nonce;
}

function derive(shared: Uint8Array, ephemeral: Uint8Array, hub: Uint8Array): Uint8Array {
  try {
    return hkdf(sha256, shared, concat(ephemeral, hub), utf8('waypost sealed outbox 1'), 32);
  } finally {
    shared.fill(0);
  }
}
