/** Sealing in the main process: AES-256-GCM by Node's own crypto, in the form of shared/vault/sealed-blob.ts. */
import { createCipheriv, createDecipheriv, type DecipherGCM, hkdfSync, randomBytes } from 'node:crypto';
import { associatedData, joinSealed, nonceSize, splitSealed, tagSize } from '../../shared/vault/sealed-blob.ts';

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
export function sealUnder(key: Buffer): FileSeal {
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
    return outsideHeap(opened);
  } finally {
    opened.fill(0);
  }
}

/**
 * A copy in memory of its own. The engine keeps short arrays within its heap and moves them about, and what it leaves behind there is
 * overwritten by nobody: a key that was opened must never lie in it.
 */
export function outsideHeap(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new ArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** The key for one purpose. Labels are part of the format and never change. */
export function keyFor(vaultKey: Uint8Array, label: 'journal' | 'files' | 'store' | 'index' | 'proof'): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, new Uint8Array(), `waypost/vault/1/${label}`, 32));
}
