/** When the sealed copy of what waits is begun anew, and with what ([WP3]). Never in anybody's way: what fails here is tried again later. */
import { concat } from '../base/bytes.ts';
import { attachment, chunksIn } from '../domain/attachment.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { chunkFrame, savedFrame } from './journal-entry.ts';
import { everything } from './ports.ts';
import { batchesOf } from './start.ts';
import type { SyncSession } from './sync-session.ts';

export interface SealedCopy {
  /**
   * Begins it anew: when something was settled, when the hub's key is another one than it was begun for, or when that failed before.
   * Runs in the writers' queue.
   */
  renew(isSettled: boolean): Promise<void>;
}

/** Operations of one record of the copy; an action that was saved whole stays whole. */
const perFrame = 1_000;

export function createSealedCopy(core: EngineCore, session: SyncSession): SealedCopy {
  let begunFor: string | null = null;
  return {
    async renew(isSettled) {
      const { sealedOutbox } = core.ports;
      const { identity } = core.memory;
      const hubKey = identity?.hubKeys?.at(-1)?.publicKey;
      if (sealedOutbox === undefined || identity === null || hubKey === undefined) return;
      if (!isSettled && begunFor === hubKey) return;
      const begun = await storeSafely(async () => {
        await core.settled;
        // A chunk that the hub asks for waits as much as any change.
        if (begunFor === hubKey && (await hasWantedChunk(core, session))) return true;
        const frames = concat(...(await framesThatWait(core)));
        return sealedOutbox.begin({ hub: identity.hub, device: identity.device, hubKey, frames });
      });
      begunFor = begun.ok && begun.value ? hubKey : null;
    },
  };
}

async function hasWantedChunk({ ports: { store } }: EngineCore, { hubWants }: SyncSession): Promise<boolean> {
  for (const hash of hubWants) if ((await store.chunk(hash)) !== null) return true;
  return false;
}

/** What waits, as it would be saved today, and the chunks of the attachments among it. */
async function framesThatWait({ ports: { store } }: EngineCore): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = [];
  for (const operations of inWholeActions(await store.outbox(everything))) {
    frames.push(savedFrame(batchesOf(operations)));
    const named = operations.filter(({ type, field }) => type === attachment.type && field === 'chunks');
    for (const hash of named.flatMap(({ value }) => chunksIn(value))) {
      const chunk = await store.chunk(hash);
      if (chunk !== null) frames.push(chunkFrame(chunk));
    }
  }
  return frames;
}

function inWholeActions(operations: readonly StoredOperation[]): StoredOperation[][] {
  const groups: StoredOperation[][] = [];
  let group: StoredOperation[] = [];
  for (const operation of operations) {
    if (group.length >= perFrame && group.at(-1)?.tx !== operation.tx) {
      groups.push(group);
      group = [];
    }
    group.push(operation);
  }
  return group.length === 0 ? groups : [...groups, group];
}
