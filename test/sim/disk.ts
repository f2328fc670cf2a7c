/**
 * A simulated disk: a program, a store and a journal that outlive the process using them, that can be cloned or put back as a disk
 * image is, and whose store can be lost as Chromium loses an IndexedDB folder.
 */
import type { OperationId } from '../../shared/base/ids.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, Store, StoreChange } from '../../shared/sync/ports.ts';
import type { EditionName } from '../support/editions.ts';
import { unready } from './ready.ts';
import type { Seeded } from './seeded.ts';
import { simulatedEditions } from './simulated-edition.ts';

export interface Disk {
  readonly store: Store;
  readonly journal: Journal;
  /** Which edition the program on it is of. */
  readonly program: Program;
  clone(): Promise<Disk>;
  /** Keeps everything as it is now. Calling what it returns puts that back, as often as wanted. */
  image(): Promise<() => Promise<void>>;
  /** The store is gone; the journal stays. */
  loseStore(): void;
  /** One row of the store is gone, or holds something else than was written. */
  rot(random: Seeded): Promise<void>;
  /** Operations whose rows rotted since the store was made: the journal has them whole. None of them any more after a purge. */
  rotten(): ReadonlySet<OperationId>;
}

interface Program {
  edition: EditionName;
}

interface Content {
  readonly store: Store;
  readonly journal: Journal;
  /** What made the store, and makes it anew: a store is not copied. */
  readonly changes: StoreChange[];
  readonly rotten?: ReadonlySet<OperationId>;
}

export function createDisk(edition: EditionName = 'today'): Disk {
  const program = { edition };
  return diskOf(program, { store: emptyStore(program), journal: createMemoryJournal(), changes: [] });
}

function diskOf(program: Program, content: Content): Disk {
  let { store, journal, changes, rotten = new Set<OperationId>() } = content;
  const noting = {
    async write(written: StoreChange) {
      const change = unready(written);
      await store.write(change);
      changes.push(change);
      if (change.purge?.length) rotten = new Set();
    },
    async clear(keep?: readonly string[]) {
      await store.clear(keep);
      changes.length = 0;
      rotten = new Set();
    },
  };
  return {
    store: following(() => store, noting),
    journal: following(() => journal),
    program,
    async clone() {
      const copy = { ...program };
      return diskOf(copy, await copyOf(copy, { journal, changes, rotten }));
    },
    async image() {
      const kept = { ...program };
      const image = { journal: await copyOfJournal(journal), changes: [...changes], rotten };
      return async () => {
        Object.assign(program, kept);
        ({ store, journal, changes, rotten = new Set<OperationId>() } = await copyOf(program, image));
      };
    },
    async rot(random) {
      const rows = [
        ...new Map(changes.flatMap(({ operations = [] }) => operations).map((row) => [row.id, row])).values(),
      ];
      if (rows.length === 0) return;
      const { id } = random.pick(rows);
      const isGone = random.chance(0.5);
      // A row that a purge took is not there to rot, and nothing of it comes back.
      if ((await store.operations([id])).length > 0) rotten = new Set([...rotten, id]);
      changes = changes.map((change) => ({
        ...change,
        operations: (change.operations ?? []).flatMap((row) => {
          if (row.id !== id) return [row];
          return isGone ? [] : [{ ...row, value: 'rotten' }];
        }),
      }));
      store = await storeOf(program, changes);
    },
    rotten: () => rotten,
    loseStore() {
      store = emptyStore(program);
      changes = [];
      rotten = new Set();
    },
  };
}

/** The store writes entries as the program does that lies beside it at the time. */
function emptyStore(program: Program): Store {
  return createMemoryStore((type) => simulatedEditions[program.edition].declarationOf(type));
}

async function storeOf(program: Program, changes: readonly StoreChange[]): Promise<Store> {
  const store = emptyStore(program);
  for (const change of changes) await store.write(change);
  return store;
}

async function copyOf(program: Program, { journal, changes, ...rest }: Omit<Content, 'store'>): Promise<Content> {
  const store = await storeOf(program, changes);
  return { ...rest, store, journal: await copyOfJournal(journal), changes: [...changes] };
}

async function copyOfJournal(journal: Journal): Promise<Journal> {
  const copy = createMemoryJournal();
  for await (const bytes of journal.read(0)) await copy.append(bytes);
  return copy;
}

/** A port that is another one after it was lost or put back, so it is looked up in each call. */
function following<P extends object>(port: () => P, instead: Partial<P> = {}): P {
  const calls = new Map<string | symbol, unknown>(Object.entries(instead));
  return new Proxy({} as P, {
    get(_, name) {
      const known = calls.get(name);
      if (known !== undefined) return known;
      const call = (...args: never[]) => (Reflect.get(port(), name) as (...args: never[]) => unknown)(...args);
      calls.set(name, call);
      return call;
    },
  });
}
