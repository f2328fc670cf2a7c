/**
 * An erasure at the hub ([ER3]): in the transaction that gives it its place, the values go from the order, from what is held or was
 * refused, and from what was decided on; packs that held them are cut anew, batches as their authors signed them are
 * emptied, chunks that nothing else names are dropped. Operations stay, and so do the order and everything that was signed over it.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { erasedBy, isErased } from '../../shared/domain/erasure/erased.ts';
import { type ErasureOrder, erasureIn } from '../../shared/domain/erasure/erasure.ts';
import { openBatch } from '../../shared/protocol/batch.ts';
import { isLetGo, type StoredOperation } from '../../shared/protocol/operation.ts';
import { chunksNamedBy } from '../sync/chunks-named.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

/** Stored bytes of the order that are read at once, batches that are, and places that are written. */
const atOnce = { bytes: 3 * 1024 * 1024, batches: 100, places: 1_000 };

type Goes = (operation: StoredOperation) => boolean;

/** Carries out those of these operations, which have their places, that erase. */
export async function carryOutErasures(
  tx: HubTransaction,
  placed: readonly StoredOperation[],
  at: number,
): Promise<void> {
  for (const operation of placed) {
    const order = erasureIn(operation);
    if (order !== null) await carryOut(tx, operation, order, at);
  }
}

async function carryOut(
  tx: HubTransaction,
  { id, scope }: StoredOperation,
  { records }: ErasureOrder,
  at: number,
): Promise<void> {
  await tx.saveErasure({ id, scope, records, at });
  const erased = erasedBy([records]);
  const goes: Goes = (operation) => isErased(erased, operation) && !isLetGo(operation);
  // Whoever cuts packs meanwhile waits, and then reads what is written here.
  await tx.lockPacks(scope);
  const { seqs, chunks } = await findPlaces(tx, scope, goes);
  for (let from = 0; from < seqs.length; from += atOnce.places) {
    await tx.letGo(scope, seqs.slice(from, from + atOnce.places));
  }
  const [first] = seqs;
  if (first !== undefined) await tx.dropPacks(scope, first);
  await tx.emptyKept(scope, goes);
  // Whatever of the batch named places: what stands there says which record it is, with and without its value.
  await emptyBatches(tx, scope, (operation) => isErased(erased, operation));
  if (chunks.length > 0) await tx.dropChunks(scope, chunks);
}

/** The places of a scope whose values go, and the chunks that those named and nothing that stays does. */
async function findPlaces(tx: HubTransaction, scope: ScopeId, goes: Goes) {
  const seqs: number[] = [];
  const [gone, stay] = [new Set<string>(), new Set<string>()];
  for (let after = 0; ; ) {
    const entries = await tx.page(scope, after, atOnce.bytes);
    for (const { seq, operation } of entries) {
      const isGoing = goes(operation);
      if (isGoing) seqs.push(seq);
      for (const hash of chunksNamedBy(operation)) (isGoing ? gone : stay).add(hash);
    }
    const last = entries.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  return { seqs, chunks: [...gone].filter((hash) => !stay.has(hash)) };
}

/** Empties the signed batches that say something of it, and those of which nobody can tell. */
async function emptyBatches(
  tx: HubTransaction,
  scope: ScopeId,
  goes: (one: Omit<StoredOperation, 'seq' | 'origin'>) => boolean,
) {
  for (let after = ''; ; ) {
    const batches = await tx.batchesAfter(scope, after, atOnce.batches);
    const empty: string[] = [];
    for (const { hash, bytes } of batches) {
      const opened = openBatch(bytes);
      const read = opened.ok ? opened.value.read(await tx.named(scope, opened.value.places)) : opened;
      if (!read.ok || read.value.operations.some(goes)) empty.push(hash);
    }
    if (empty.length > 0) await tx.emptyBatches(empty);
    const last = batches.at(-1);
    if (last === undefined) return;
    after = last.hash;
  }
}
