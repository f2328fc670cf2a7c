import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { KeyPair } from '../network/hub-key.ts';

/** A new Ed25519 key pair, its secret half in PKCS #8. */
export function makeSigningKey(): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x ?? '', 'base64url').toString('hex'),
    secret: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

let last: { readonly secret: string; readonly key: KeyObject } | null = null;

/** Ed25519 by OpenSSL. A hub signs with one key for years: reading it costs as much as signing, and is done once. */
export function signWith(secret: Uint8Array, message: Uint8Array): Uint8Array {
  const name = Buffer.from(secret).toString('base64');
  if (last?.secret !== name) {
    last = { secret: name, key: createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' }) };
  }
  return new Uint8Array(sign(null, message, last.key));
}
