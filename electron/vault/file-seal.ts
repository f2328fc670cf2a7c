/** Sealing in the main process: AES-256-GCM by Node's own crypto, in the form of shared/vault/sealed-blob.ts. */
import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes } from 'node:crypto';
import { associatedData, joinSealed, nonceSize, splitSealed, tagSize } from '../../shared/vault/sealed-blob.ts';
import { deriveKey, forgetKeys, takeKey } from './key-bytes.ts';

/** What stands between the files of a profile and the disk. */
export interface FileSeal {
  seal(bytes: Uint8Array, place: string): Uint8Array;
  /** The bytes again. Throws for what was not sealed for this place. */
  open(sealed: Uint8Array, place: string): Uint8Array;
}

/** A profile without a vault. */
export const plainFiles: FileSeal = { seal: (bytes) => bytes, open: (sealed) => sealed };

export const cipher = 'aes-256-gcm';

/** Seals under a key that stays the caller's to overwrite. */
export function sealUnder(key: Uint8Array): FileSeal {
  return {
    seal(bytes, place) {
      const nonce = randomBytes(nonceSize);
      const sealing = createCipheriv(cipher, key, nonce).setAAD(associatedData(place));
      return joinSealed(nonce, Buffer.concat([sealing.update(bytes), sealing.final(), sealing.getAuthTag()]));
    },
    open(sealed, place) {
      const { nonce, ciphertextAndTag } = splitSealed(sealed);
      const end = ciphertextAndTag.length - tagSize;
      const opening = createDecipheriv(cipher, key, nonce).setAAD(associatedData(place));
      opening.setAuthTag(ciphertextAndTag.subarray(end));
      return finish(opening, ciphertextAndTag.subarray(0, end));
    },
  };
}

/** Ends an opening. What it held meanwhile is overwritten: it may have been a key. Throws for what was altered. */
export function finish(opening: DecipherGCM, ciphertext: Uint8Array): Uint8Array {
  const opened = opening.update(ciphertext);
  try {
    // This cipher keeps nothing back for its end.
    opening.final();
  } catch (error) {
    forgetKeys(opened);
    throw error;
  }
  return takeKey(opened);
}

/** The key for one purpose. */
export function keyFor(vaultKey: Uint8Array, label: 'journal' | 'files' | 'store' | 'index' | 'proof'): Uint8Array {
  return deriveKey(vaultKey, new Uint8Array(), `waypost/vault/1/${label}`);
}
