/** Seals what the hub must be able to read again (secrets of authenticators) with a key that is not in the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Sealer {
  /** `about` binds the sealed bytes to their place: moved to another account they do not open. */
  seal(plain: Uint8Array, about: string): Uint8Array;
  /** Null when it was sealed with another key, for another place, or was changed. */
  open(sealed: Uint8Array, about: string): Uint8Array | null;
}

/** Counts up with the way of sealing; the first byte of what is sealed. */
const suite = 1;
const nonceSize = 12;
const tagSize = 16;

/** AES-256-GCM under one 32-byte key. */
export function createSealer(key: Uint8Array): Sealer {
  if (key.length !== 32) throw new Error('A sealing key has 32 bytes.');
  return {
    seal(plain, about) {
      const nonce = randomBytes(nonceSize);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return new Uint8Array(Buffer.concat([Uint8Array.of(suite), nonce, sealed, cipher.getAuthTag()]));
    },
    open(sealed, about) {
      if (sealed[0] !== suite || sealed.length < 1 + nonceSize + tagSize) return null;
      const tagAt = sealed.length - tagSize;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceSize), {
        authTagLength: tagSize,
      });
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(tagAt));
      try {
        const plain = [decipher.update(sealed.subarray(1 + nonceSize, tagAt)), decipher.final()];
        return new Uint8Array(Buffer.concat(plain));
      } catch {
        return null;
      }
    },
  };
}
