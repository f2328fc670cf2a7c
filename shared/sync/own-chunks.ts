/**
 * Chunks of which the hub may not have the bytes yet: those that were attached here, from the moment they are kept, and those that the
 * hub asked for. The store remembers them: after a start nobody else knows them until the hub was reached ([WP3]).
 */
import { attachment, chunksIn } from '../domain/attachment.ts';
import type { OperationDraft } from '../domain/record-state.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { everything } from './ports.ts';
import type { SyncSession } from './sync-session.ts';

export interface OwnChunks {
  /** They were just kept. Runs in the writers' queue, with the keeping itself. */
  keep(hashes: readonly string[]): Promise<void>;
  /** Drafts were saved: chunks that they name may reach the hub from now on. */
  named(drafts: readonly OperationDraft[]): void;
  /** An exchange ended. When the hub wants nothing that is here, it has every chunk whose attachment it has. */
  exchanged(isWhole: boolean): Promise<void>;
  /** Whether the hub asks for one that is here. */
  areWanted(): Promise<boolean>;
  /** All that the hub may lack. Throws when the store does. */
  unsent(): Promise<readonly string[]>;
}

const metaName = 'unsentChunks';

export function createOwnChunks(core: EngineCore, { hubWants }: SyncSession): OwnChunks {
  const { store, sealedOutbox } = core.ports;
  /** With whether an attachment names it. */
  let own: Map<string, boolean> | null = null;
  let written = '';
  const load = async () => {
    if (own === null) {
      const kept = ((await store.meta(metaName)) ?? []) as readonly string[];
      own ??= new Map(kept.map((hash) => [hash, true]));
      written = kept.join();
    }
    return own;
  };
  const write = async () => {
    const all = [...new Set([...(await load()).keys(), ...hubWants])];
    const text = all.join();
    if (text === written) return;
    await store.write({ meta: { [metaName]: all } });
    written = text;
  };
  const wanted = async () => {
    for (const hash of hubWants) if ((await store.chunk(hash)) !== null) return true;
    return false;
  };
  return {
    async keep(hashes) {
      if (sealedOutbox === undefined) return;
      await storeSafely(async () => {
        const known = await load();
        for (const hash of hashes) if (!known.has(hash)) known.set(hash, false);
        await write();
      });
    },
    named(drafts) {
      for (const draft of drafts) for (const hash of namedBy(draft)) if (own?.has(hash)) own.set(hash, true);
    },
    async exchanged(isWhole) {
      if (sealedOutbox === undefined) return;
      await storeSafely(() =>
        core.queue.run(async () => {
          await core.settled;
          const known = await load();
          if (isWhole && known.size > 0 && !(await wanted())) {
            const waiting = new Set((await store.outbox(everything)).flatMap(namedBy));
            for (const [hash, isNamed] of [...known]) if (isNamed && !waiting.has(hash)) known.delete(hash);
          }
          await write();
        }),
      );
    },
    areWanted: wanted,
    async unsent() {
      return [...new Set([...(await load()).keys(), ...hubWants])];
    },
  };
}

function namedBy(one: { readonly type: string; readonly field?: unknown; readonly value?: unknown }): string[] {
  return one.type === attachment.type && one.field === 'chunks' && typeof one.value === 'string'
    ? chunksIn(one.value)
    : [];
}
