import { contentLimit } from '../../shared/protocol/limits.ts';

/** A batch as it was sealed, and the bytes of its content, unpacked. */
export interface SizedBatch {
  readonly payload: Uint8Array;
  readonly size: number;
}

/** Bytes of content that are judged in one go: as much as a laptop brings with one request. */
const pieceSize = contentLimit / 32;

/**
 * Records joined until one more would pass about 1 MB: to judge each for itself is a dozen questions to the database a save. What was
 * saved together stays together, but for a record of more than {@link contentLimit}, which cannot be read in one go.
 */
export function inPieces(records: readonly (readonly SizedBatch[])[]): Uint8Array[][] {
  const pieces: Uint8Array[][] = [];
  let left = 0;
  for (const record of records.flatMap((batches) => readable(batches))) {
    const size = record.reduce((sum, one) => sum + one.size, 0);
    const payloads = record.map(({ payload }) => payload);
    if (size <= left) pieces.at(-1)?.push(...payloads);
    else {
      pieces.push(payloads);
      left = pieceSize;
    }
    left -= size;
  }
  return pieces;
}

/** A record in as few parts as can be read in one go each. */
function readable(batches: readonly SizedBatch[]): SizedBatch[][] {
  const parts: SizedBatch[][] = [];
  let left = 0;
  for (const batch of batches) {
    if (batch.size > left) {
      parts.push([]);
      left = contentLimit;
    }
    parts.at(-1)?.push(batch);
    left -= batch.size;
  }
  return parts;
}
