/** Ed25519 for hosts whose own crypto has none (Electron 25's WebCrypto, older browsers). Synchronous, no own primitives. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../base/bytes.ts';

/** The 64-byte signature of a message under a 32-byte secret key. */
export function signEd25519(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey);
}

/** Whether a signature is good; false for malformed keys and signatures. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** The public key of a secret key; both 32 bytes. */
export function publicKeyOf(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/** What HKDF is told for the key that signs certificates ([CT1]). */
export const certificateLabel = 'waypost certificates v1';

/** The secret of the key that signs certificates, out of that of a device ([CT1]): neither key speaks for the other. */
export function certificateSecretOf(deviceSecret: Uint8Array): Uint8Array {
  return hkdf(sha256, deviceSecret, undefined, utf8(certificateLabel), 32);
}
