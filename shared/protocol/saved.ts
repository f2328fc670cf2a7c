/**
 * The payload of a saved frame: every batch of one user action, in one frame, so that a torn journal holds all of the
 * action or nothing of it. The batches carry no signature; they are sealed again when they are sent.
 */
import { concat } from '../base/bytes.ts';
import type { Result } from '../base/result.ts';
import { type Batch, type DecodedBatch, decodeBatch, encodeBatch } from './batch.ts';
import { createByteReader, Unreadable } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { framePayloadLimit } from './limits.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';

export function encodeSaved(batches: readonly Batch[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const batch of batches) {
    const payload = encodeBatch(batch).payload(null);
    const head = createByteWriter(8);
    head.varint(payload.length);
    parts.push(head.finish(), payload);
  }
  return concat(...parts);
}

export function decodeSaved(payload: Uint8Array): Result<readonly DecodedBatch[], BytesUnreadable> {
  return readSafely(() =>
    savedPayloads(payload).map((one) => {
      const batch = decodeBatch(one);
      if (!batch.ok) throw new Unreadable(batch.failure.reason);
      return batch.value;
    }),
  );
}

/** The payload of each batch as it stands there. Throws for what is no list of them. */
export function savedPayloads(payload: Uint8Array): readonly Uint8Array[] {
  const reader = createByteReader(payload);
  const payloads: Uint8Array[] = [];
  while (reader.left > 0) payloads.push(reader.block(framePayloadLimit));
  return payloads;
}
