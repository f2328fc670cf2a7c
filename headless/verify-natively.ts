/** Signatures checked by Node's own cryptography, as a page checks them by the browser's: a tenth of a millisecond instead of four. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { isWeakKey } from '../shared/protocol/weak-key.ts';
import type { Verify } from '../shared/sync/ports.ts';

/** Whether an Ed25519 signature is good; false for malformed keys and signatures, and for keys that only some editions of OpenSSL refuse. */
export const verifyNatively: Verify = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64 || isWeakKey(publicKey)) return false;
  let key: KeyObject;
  try {
    const x = Buffer.from(publicKey).toString('base64url');
    key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return false;
  }
  return verify(null, message, key, signature);
};
