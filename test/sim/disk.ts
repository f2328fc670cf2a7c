/**
 * A simulated disk: a store and a journal that outlive the process using them, that can be cloned as a disk image is, and
 * whose store can be lost as Chromium loses an IndexedDB folder.
 */
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, Store, StoreChange } from '../../shared/sync/ports.ts';
import type { Seeded } from './seeded.ts';

export interface Disk {
  readonly store: Store;
  readonly journal: Journal;
  clone(): Promise<Disk>;
  /** The store is gone; the journal stays. */
  loseStore(): void;
  /** One row of the store is gone, or holds something else than was written. */
  rot(random: Seeded): Promise<void>;
}

export function createDisk(): Disk {
  return diskOf(createMemoryStore(), createMemoryJournal(), []);
}

function diskOf(first: Store, journal: Journal, written: StoreChange[]): Disk {
  let store = first;
  let changes = written;
  const noting = {
    async write(change: StoreChange) {
      await store.write(change);
      changes.push(change);
    },
    async clear() {
      await store.clear();
      changes.length = 0;
    },
  };
  const calls = new Map<string, unknown>(Object.entries(noting));
  const recording = new Proxy({} as Store, {
    get(_, name: keyof Store) {
      const known = calls.get(name);
      if (known !== undefined) return known;
      // The store is another one after it was lost, so it is looked up in each call.
      const call = (...args: never[]) => (store[name] as (...args: never[]) => unknown)(...args);
      calls.set(name, call);
      return call;
    },
  });
  return {
    store: recording,
    journal,
    async clone() {
      const copy = createMemoryStore();
      for (const change of changes) await copy.write(change);
      const pages = createMemoryJournal();
      for await (const bytes of journal.read(0)) await pages.append(bytes);
      return diskOf(copy, pages, [...changes]);
    },
    async rot(random) {
      const rows = [
        ...new Map(changes.flatMap(({ operations = [] }) => operations).map((row) => [row.id, row])).values(),
      ];
      if (rows.length === 0) return;
      const { id } = random.pick(rows);
      const isGone = random.chance(0.5);
      changes = changes.map((change) => ({
        ...change,
        operations: (change.operations ?? []).flatMap((row) => {
          if (row.id !== id) return [row];
          return isGone ? [] : [{ ...row, value: 'rotten' }];
        }),
      }));
      const rotten = createMemoryStore();
      for (const change of changes) await rotten.write(change);
      store = rotten;
    },
    loseStore() {
      store = createMemoryStore();
      changes = [];
    },
  };
}
