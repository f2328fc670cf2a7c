/** When the sealed copy of what waits is begun anew, and with what ([WP3]). Never in anybody's way: what fails here is tried again later. */
import { concat } from '../base/bytes.ts';
import type { OperationId } from '../base/ids.ts';
import { attachment, chunksIn } from '../domain/attachment.ts';
import type { HubKey } from '../domain/identity.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { chunkFrame, savedFrame } from './journal-entry.ts';
import type { OwnChunks } from './own-chunks.ts';
import { everything, type SealedOutboxPort } from './ports.ts';
import { batchesOf } from './start.ts';

export interface SealedCopy {
  /**
   * Begins it anew: when something was settled, when the hub's keys are others than it was begun for, or when it is behind. Whether it
   * has all that waits then; without a hub that has a key there is none, and that is no fault. Not to be called in the writers' queue.
   */
  renew(isSettled: boolean): Promise<boolean>;
}

/** Operations that are read at once. */
const perReading = 1_000;
/** Bytes of one record of the copy, about; an action that was saved whole stays whole, as it was saved. */
const perRecord = 4 * 1024 * 1024;

export function createSealedCopy(core: EngineCore, chunks: OwnChunks): SealedCopy {
  let begunFor: string | null = null;
  let running: Promise<unknown> = Promise.resolve();
  const renewNow = async (isSettled: boolean): Promise<boolean> => {
    const { sealedOutbox } = core.ports;
    const hubKeys = core.memory.identity?.hubKeys ?? [];
    const hubKey = hubKeys.at(-1)?.publicKey;
    if (sealedOutbox === undefined || hubKey === undefined) return true;
    const isGood = begunFor === hubKey && (await sealedOutbox.isBehind?.().catch(() => true)) !== true;
    if (isGood && !isSettled) return true;
    // A chunk that the hub asks for waits as much as any change: it is in the copy, and the next exchange takes it.
    const wanted = await storeSafely(() => chunks.areWanted());
    if (isGood && wanted.ok && wanted.value) return true;
    const begun = await storeSafely(() => beginAnew(core, chunks, sealedOutbox, [...hubKeys]));
    begunFor = begun.ok && begun.value ? hubKey : null;
    return begunFor !== null;
  };
  return {
    renew(isSettled) {
      const mine = running.then(() => renewNow(isSettled));
      running = mine.catch(() => {});
      return mine;
    },
  };
}

/** What is saved after the first part comes to the copy by the journal: what is read here is what waited before it. */
async function beginAnew(
  core: EngineCore,
  chunks: OwnChunks,
  sealedOutbox: SealedOutboxPort,
  hubKeys: HubKey[],
): Promise<boolean> {
  const { store } = core.ports;
  const waiting = await core.queue.run(async () => {
    await core.settled;
    const ids = await store.outboxIds(everything);
    const hashes = await chunks.unsent();
    const isBegun = await sealedOutbox.begin({ part: 'first', hubKeys, frames: new Uint8Array() });
    return isBegun ? { ids, hashes } : null;
  });
  if (waiting === null) return false;
  const named = new Set<string>();
  const more = (frames: Uint8Array) => sealedOutbox.begin({ part: 'more', hubKeys, frames });
  for await (const operations of inRecords(core, waiting.ids)) {
    if (!(await more(savedFrame(batchesOf(operations))))) return false;
    for (const { type, field, value } of operations)
      if (type === attachment.type && field === 'chunks') for (const hash of chunksIn(value)) named.add(hash);
  }
  let frames: Uint8Array[] = [];
  for (const hash of new Set([...named, ...waiting.hashes])) {
    const chunk = await store.chunk(hash);
    if (chunk !== null) frames.push(chunkFrame(chunk));
    if (frames.length < 8) continue;
    if (!(await more(concat(...frames)))) return false;
    frames = [];
  }
  return sealedOutbox.begin({ part: 'last', hubKeys, frames: concat(...frames) });
}

/** The operations in their order, as many as one record holds; what was saved as one action is in one. */
async function* inRecords({ ports: { store } }: EngineCore, ids: readonly OperationId[]) {
  let group: StoredOperation[] = [];
  let bytes = 0;
  for (let from = 0; from < ids.length; from += perReading) {
    const part = ids.slice(from, from + perReading);
    const found = new Map((await store.operations(part)).map((operation) => [operation.id, operation]));
    for (const operation of part.flatMap((id) => found.get(id) ?? [])) {
      if ((bytes >= perRecord || group.length >= perReading) && group.at(-1)?.tx !== operation.tx) {
        yield group;
        [group, bytes] = [[], 0];
      }
      group.push(operation);
      bytes += JSON.stringify(operation.value).length + 100;
    }
  }
  if (group.length > 0) yield group;
}
