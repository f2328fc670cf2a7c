import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Seal } from '../../renderer/data/packs/seal.ts';

/** A real seal: AES-256-GCM under a key of its own, bound to its place, and as slow to answer as a worker's WebCrypto. */
export function testSeal(): Seal {
  const key = randomBytes(32);
  const later = () => new Promise((resolve) => setImmediate(resolve));
  return {
    async seal(bytes, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      await later();
      return Uint8Array.from(sealed);
    },
    async open(sealed, place) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(-16));
      const opened = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      await later();
      return Uint8Array.from(opened);
    },
  };
}
