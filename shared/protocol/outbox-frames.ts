/** What of the journal goes into the sealed outbox ([WP1]): batches of saves, signed one by one, and chunks that were attached here. */
import { concat } from '../base/bytes.ts';
import { openBatch, signBatch } from './batch.ts';
import { encodeFrame, frameTypes, readFrames } from './frame.ts';
import { savedPayloads } from './saved.ts';

/** What a record of the sealed outbox holds: signed batches as a request carries them, and chunks. */
export interface OutboxContent {
  readonly batches: readonly Uint8Array[];
  readonly chunks: readonly Uint8Array[];
}

/**
 * The frames to seal of what was appended to the journal at once; none when nothing of it was made here: chunks that came from
 * elsewhere come with what the hub answered.
 */
export async function framesToSeal(
  appended: Uint8Array,
  sign: (hash: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array | null> {
  const { frames } = readFrames(appended);
  const own = frames.filter(
    ({ suite, type }) => suite === 0 && (type === frameTypes.saved || type === frameTypes.chunk),
  );
  if (own.length === 0 || own.length < frames.length) return null;
  const parts: Uint8Array[] = [];
  for (const { type, payload, bytes } of own) {
    if (type === frameTypes.chunk) parts.push(bytes);
    else for (const batch of savedPayloads(payload)) parts.push(await signed(batch, sign));
  }
  return concat(...parts);
}

/** What a record holds; null when it is none of ours. */
export function readOutboxRecord(bytes: Uint8Array): OutboxContent | null {
  const { frames, rest } = readFrames(bytes);
  const isOurs = frames.every(({ type }) => type === frameTypes.batch || type === frameTypes.chunk);
  if (rest !== 'nothing' || !isOurs) return null;
  const ofType = (type: number) => frames.filter((frame) => frame.type === type).map(({ payload }) => payload);
  return { batches: ofType(frameTypes.batch), chunks: ofType(frameTypes.chunk) };
}

async function signed(payload: Uint8Array, sign: (hash: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const batch = openBatch(payload);
  if (!batch.ok) throw new Error(`What was saved is no batch: ${batch.failure.reason}`);
  return encodeFrame(frameTypes.batch, signBatch(payload, await sign(batch.value.hash)));
}
