/** Seals records for a hub, one after the other, under a key that is in no file ([WP1]). AES-256-GCM by Node's own crypto. */
import { createCipheriv } from 'node:crypto';
import {
  encodeOutboxHead,
  encodeOutboxRecord,
  type OutboxHead,
  outboxTagSize,
  placeOfRecord,
} from '../../shared/protocol/outbox-file.ts';
import { keyToSeal, nonceOfRecord } from '../../shared/protocol/outbox-seal.ts';
import { drawKey, forgetKeys, takeKey } from '../vault/key-bytes.ts';

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
  const begun = keyToSeal(to.hubKey, { bytes: drawKey });
  if (begun === null) return null;
  const { ephemeral } = begun;
  const key = takeKey(begun.key);
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
      forgetKeys(key);
    },
  };
}
