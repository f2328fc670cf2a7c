/** Taking batches of another laptop: judged, journaled as they came, then into the store ([RM4], [RM7]). */
import type { OperationId, ScopeId } from '../../base/ids.ts';
import { ok, type Result } from '../../base/result.ts';
import { isErased } from '../../domain/erasure/erased.ts';
import { contentLimit, unpackedLimit } from '../../protocol/limits.ts';
import { roomToUnpack } from '../../protocol/room-to-unpack.ts';
import type { ShelvedBatch } from '../../protocol/shelved-batch.ts';
import type { EngineCore } from '../engine-core.ts';
import { type JournalEntry, operationsOfBatch, shelvedFrame } from '../journal-entry.ts';
import type { JournalFailure } from '../ports.ts';
import type { OwnRoom } from './authenticate.ts';
import { type Judging, judgeBatch, nameOfBatch } from './judge-batch.ts';
import type { BatchRefusal } from './room-api.ts';
import { isOpen, putOnShelf, type Shelf } from './shelf.ts';

export interface BatchesTaken {
  /** Changes that were not here before. */
  readonly received: number;
  readonly refused: readonly BatchRefusal[];
  /** The names of those that could be read. */
  readonly names: readonly string[];
}

interface Fresh {
  readonly payload: Uint8Array;
  readonly opened: ShelvedBatch;
}

/** Takes what may be taken, in one write. Runs in the writers' queue. Throws when the store does before the journal has it. */
export async function takeBatches(
  core: EngineCore,
  shelf: Shelf,
  { own, common }: { readonly own: OwnRoom; readonly common: readonly ScopeId[] },
  payloads: readonly Uint8Array[],
): Promise<Result<BatchesTaken, JournalFailure>> {
  // All of a message is held until it is taken: it unpacks to no more than one batch may.
  const room = roomToUnpack({ ...unpackedLimit, content: contentLimit });
  const judging: Judging = { own, common: new Set(common), certificates: new Map(), room };
  const refused: BatchRefusal[] = [];
  const fresh: Fresh[] = [];
  const names: string[] = [];
  for (const payload of payloads) {
    const judged = await judgeBatch(core, payload, judging);
    if (!judged.ok) {
      refused.push(judged.failure.reason);
      if (judged.failure.isLasting) shelf.refused.add(judged.failure.name);
      names.push(judged.failure.name);
      continue;
    }
    const name = nameOfBatch(judged.value.batch.hash);
    const isTwice = names.includes(name);
    names.push(name);
    if (isTwice || shelf.batches.has(name)) continue;
    // One that holds what was erased since cannot be passed on without it: its author brings the rest to the hub ([ER4]).
    if (judged.value.batch.operations.some((one) => isErased(core.memory.erased, one))) {
      shelf.done.add(name);
      continue;
    }
    fresh.push({ payload, opened: judged.value });
  }
  const { unknown, open } = await lookUp(core, fresh);
  const wanted = fresh.filter(({ opened }) =>
    opened.batch.operations.some(({ id }) => unknown.has(id) || open.has(id)),
  );
  for (const one of fresh) if (!wanted.includes(one)) shelf.done.add(nameOfBatch(one.opened.batch.hash));
  if (wanted.length === 0) return ok({ received: 0, refused, names });
  const entries = wanted.map(
    ({ opened }): JournalEntry => ({ kind: 'shelved', operations: operationsOfBatch(opened.batch) }),
  );
  const kept = await core.commit(
    wanted.map(({ payload }) => shelvedFrame(payload)),
    entries,
  );
  if (!kept.ok) return kept;
  for (const { payload, opened } of wanted) putOnShelf(shelf, payload, opened);
  return ok({ received: unknown.size, refused, names });
}

/** Which of the operations are not here, and for which of those that are the hub has not answered. */
async function lookUp(core: EngineCore, fresh: readonly Fresh[]) {
  const ids = fresh.flatMap(({ opened }) => opened.batch.operations.map(({ id }) => id));
  const rows = await core.ports.store.operations(ids);
  const here = new Set(rows.map(({ id }) => id));
  const unknown = new Set<OperationId>(ids.filter((id) => !here.has(id)));
  return { unknown, open: new Set<OperationId>(rows.flatMap((row) => (isOpen(core, row) ? row.id : []))) };
}
