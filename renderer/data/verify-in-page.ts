/** Signatures checked by the browser's own cryptography; by ours, fetched when it is first needed, where it has no Ed25519. */
import { isWeakKey } from '../../shared/protocol/weak-key.ts';
import type { Verify } from '../../shared/sync/ports.ts';

/** A copy whose buffer is a plain one, as WebCrypto wants it. */
const plain = (bytes: Uint8Array) => new Uint8Array(bytes);

/** Whether an Ed25519 signature is good; false for malformed keys and signatures. */
export const verifyInPage: Verify = async (publicKey, message, signature) => {
  if (isWeakKey(publicKey)) return false;
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('raw', plain(publicKey), 'Ed25519', false, ['verify']);
  } catch {
    const { verifyEd25519 } = await import('../../shared/protocol/ed25519.ts');
    return verifyEd25519(publicKey, message, signature);
  }
  return crypto.subtle.verify('Ed25519', key, plain(signature), plain(message));
};
