/** The device's Ed25519 key pair in a file that only its user may read. A kiosk or server has no keychain. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { readIfThere, writeWhole } from '../disk/safe-files.ts';
import type { Signer } from '../shared/sync/ports.ts';

export interface KeyFile extends Signer {
  /** Hexadecimal, 32 bytes. */
  readonly publicKey: string;
}

/** The key of a path, made on the first call. Throws when one is there and is not a key: that is never "absent". */
export async function openKeyFile(path: string): Promise<KeyFile> {
  const kept = await readIfThere(path);
  const der = kept === null ? newKey() : Buffer.from(kept);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  if (kept === null) await writeWhole(path, der, 0o600);
  else await chmod(path, 0o600);
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x ?? '', 'base64url').toString('hex'),
    sign: async (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}

function newKey(): Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
}
