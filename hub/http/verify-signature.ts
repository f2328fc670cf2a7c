import { createPublicKey, verify } from 'node:crypto';
import { isWeakKey } from '../../shared/protocol/weak-key.ts';

/** DER of an Ed25519 public key (RFC 8410) up to the 32 bytes themselves. */
const keyHead = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 by OpenSSL, some thirty times faster than in JavaScript; false for malformed keys and signatures. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64 || isWeakKey(publicKey)) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([keyHead, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}
