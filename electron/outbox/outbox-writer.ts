/** Seals records for a hub, one after the other, under a key that is in no file ([WP1]). AES-256-GCM by Node's own crypto. */
import { createCipheriv, randomBytes } from 'node:crypto';
import {
  encodeOutboxHead,
  encodeOutboxRecord,
  type OutboxHead,
  outboxTagSize,
  placeOfRecord,
} from '../../shared/protocol/outbox-file.ts';
import { keyToSeal, nonceOfRecord } from '../../shared/protocol/outbox-seal.ts';

export interface OutboxWriter {
  /** What the file begins with. */
  readonly head: Uint8Array;
  /** The next record of the file, holding these frames. */
  next(frames: Uint8Array): Uint8Array;
  /** Overwrites the key; nothing more is sealed. */
  forget(): void;
}

/** Begins a file; null for a key of a hub to which nothing can be sealed. */
export function beginOutbox(to: Omit<OutboxHead, 'ephemeral'>): OutboxWriter | null {
  const begun = keyToSeal(to.hubKey, { bytes: (count) => new Uint8Array(randomBytes(count)) });
  if (begun === null) return null;
  const { ephemeral, key } = begun;
  const head = encodeOutboxHead({ ...to, ephemeral });
  let number = 0;
  let isForgotten = false;
  return {
    head,
    next(frames) {
      if (isForgotten) throw new Error('The key of this file is gone');
      const place = placeOfRecord(head, number, frames.length + outboxTagSize);
      const cipher = createCipheriv('aes-256-gcm', key, nonceOfRecord(number)).setAAD(place);
      const sealed = Buffer.concat([cipher.update(frames), cipher.final(), cipher.getAuthTag()]);
      number += 1;
      return encodeOutboxRecord({ place, sealed: new Uint8Array(sealed) });
    },
    forget() {
      isForgotten = true;
      key.fill(0);
    },
  };
}
