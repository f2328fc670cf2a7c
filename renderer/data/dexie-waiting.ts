/** What waits in the outbox, known in memory: this worker is the only writer. */
import type { OutboxEntry, StoreChange } from '../../shared/sync/ports.ts';
import type { LocalDatabase } from './dexie-tables.ts';

/** What a change makes of the outbox. */
export interface OutboxPlan {
  readonly put: readonly OutboxEntry[];
  readonly remove: readonly string[];
  /** Those are all that wait: one request takes them out, however many they are. */
  readonly removesAll: boolean;
  /** Call it when that is written. */
  done(): void;
}

export interface Waiting {
  /**
   * Gives places to what is added. Of what is removed it keeps what is there: a first pull takes a hundred thousand
   * operations out that were never in, and asking the disk for each would take longer than keeping them.
   */
  plan(change: Pick<StoreChange, 'outboxAdd' | 'outboxRemove'>): Promise<OutboxPlan>;
  /** Reads the disk again when it is asked next: after a write that failed. */
  forget(): void;
}

export function createWaiting(database: LocalDatabase, guard: <T>(work: () => PromiseLike<T>) => Promise<T>): Waiting {
  let known: { readonly ids: Set<string>; next: number } | null = null;
  return {
    async plan({ outboxAdd = [], outboxRemove = [] }) {
      if (outboxAdd.length + outboxRemove.length === 0)
        return { put: [], remove: [], removesAll: false, done: () => {} };
      known ??= waitingIn(await guard(() => database.outbox.toArray()));
      const { ids, next } = known;
      const put = outboxAdd.map((id, at) => ({ id, position: next + at }));
      known.next += outboxAdd.length;
      // Whoever names one twice takes one out: what is told by how many they are must not empty the outbox of another.
      const remove = [...new Set(outboxRemove)].filter((id) => ids.has(id));
      const done = () => {
        for (const id of remove) ids.delete(id);
        for (const id of outboxAdd) ids.add(id);
      };
      return { put, remove, removesAll: remove.length === ids.size && ids.size > 0, done };
    },
    forget() {
      known = null;
    },
  };
}

function waitingIn(entries: readonly OutboxEntry[]): { readonly ids: Set<string>; next: number } {
  const next = entries.reduce((most, { position }) => Math.max(most, position), 0) + 1;
  return { ids: new Set(entries.map(({ id }) => id)), next };
}
