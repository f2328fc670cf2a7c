/** What a journal frame says, and back: the one form in which the engine absorbs its own saves and the hub's answers. */

import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex } from '../base/bytes.ts';
import type { ScopeId } from '../base/ids.ts';
import type { Batch } from '../protocol/batch.ts';
import { encodeFrame, type Frame, frameTypes } from '../protocol/frame.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { decodePage, type PlacedOperation } from '../protocol/page.ts';
import { joinProof, pageIn } from '../protocol/proved-page.ts';
import { decodeSaved, encodeSaved } from '../protocol/saved.ts';
import { openShelved } from '../protocol/shelved-batch.ts';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import type { ReadyRows } from './identified-pack.ts';

export type JournalEntry =
  /** Operations made here, in the order of making. */
  | { readonly kind: 'saved'; readonly operations: readonly StoredOperation[] }
  | { readonly kind: 'page'; readonly operations: readonly PlacedOperation[] }
  /** A batch for other laptops in the room, made here or taken from one of them ([RM4]). */
  | { readonly kind: 'shelved'; readonly operations: readonly StoredOperation[] }
  /**
   * Operations of the entry before, written over rows that do not hold them. Never in the journal, which is read whole or
   * not at all.
   */
  | { readonly kind: 'repair'; readonly operations: readonly StoredOperation[] }
  /**
   * What of a page another thread made ready for the store ([PK10]), and the page's last place. Never in the journal, which has
   * the page.
   */
  | { readonly kind: 'ready'; readonly rows: ReadyRows; readonly last: number }
  | { readonly kind: 'chunk'; readonly hash: string; readonly bytes: Uint8Array }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | PurgeEntry;

/** A lost scope was purged ([SC4]). Absorbed alone: what came before it is written first, what follows after it. */
export interface PurgeEntry {
  readonly kind: 'purge';
  /** By this device's clock. */
  readonly at: number;
  readonly scope: ScopeId;
  /** What the scope was called when it was last granted; empty when that is not known. */
  readonly name: string;
}

export const savedFrame = (batches: readonly Batch[]) => encodeFrame(frameTypes.saved, encodeSaved(batches));
/** A page as it came, behind the hub's proof of it when the hub gives any ([RH2]). */
export const pageFrame = (payload: Uint8Array, proof: string | undefined) =>
  proof === undefined
    ? encodeFrame(frameTypes.page, payload)
    : encodeFrame(frameTypes.provedPage, joinProof(fromHex(proof), payload));
export const shelvedFrame = (payload: Uint8Array) => encodeFrame(frameTypes.shelved, payload);
export const chunkFrame = (bytes: Uint8Array) => encodeFrame(frameTypes.chunk, bytes);
export const checkpointFrame = (checkpoint: Checkpoint) =>
  encodeFrame(frameTypes.checkpoint, encodeCheckpoint(checkpoint));

export const purgeFrame = ({ at, scope, name }: PurgeEntry) => checkpointFrame({ at, purged: { scope, name } });

/** SHA-256 of a chunk in hexadecimal: its name everywhere. */
export const chunkHash = (bytes: Uint8Array) => toHex(sha256(bytes));

/** The operations of a batch, as stores keep what no hub has placed. */
export function operationsOfBatch(batch: Batch): StoredOperation[] {
  const { author, device, incarnation } = batch;
  const origin = { author, device, incarnation };
  return batch.operations.map((operation) => ({ ...operation, origin, seq: null }));
}

/** What a frame says, or null for one of a newer edition, which stays in the journal unread ([JR5]). */
export function entryOfFrame(frame: Frame): JournalEntry | null {
  if (frame.suite !== 0) return null;
  switch (frame.type) {
    case frameTypes.saved: {
      const batches = decodeSaved(frame.payload);
      return batches.ok ? { kind: 'saved', operations: batches.value.flatMap(operationsOfBatch) } : null;
    }
    case frameTypes.page:
    case frameTypes.provedPage: {
      const page = decodePage(frame.type === frameTypes.page ? frame.payload : pageIn(frame.payload));
      return page.ok ? { kind: 'page', operations: page.value.operations } : null;
    }
    case frameTypes.shelved: {
      const shelved = openShelved(frame.payload);
      return shelved.ok ? { kind: 'shelved', operations: operationsOfBatch(shelved.value.batch) } : null;
    }
    case frameTypes.chunk:
      return { kind: 'chunk', hash: chunkHash(frame.payload), bytes: frame.payload.slice() };
    case frameTypes.checkpoint: {
      const checkpoint = decodeCheckpoint(frame.payload);
      return checkpoint.ok ? entryOfCheckpoint(checkpoint.value) : null;
    }
    default:
      return null;
  }
}

function entryOfCheckpoint(checkpoint: Checkpoint): JournalEntry {
  const { at, purged } = checkpoint;
  return purged === undefined ? { kind: 'checkpoint', checkpoint } : { kind: 'purge', at, ...purged };
}
