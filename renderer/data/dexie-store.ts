/**
 * The storage port on IndexedDB, by Dexie. Invariants: one write is one strict transaction; a transaction that hangs
 * (a full disk does that to Chromium for 25 s and more) is given up after five seconds and reported; counts are kept
 * beside the rows, so that an open can tell a damaged database from a whole one.
 */
import { Dexie, type Table } from 'dexie';
import { type CatalogueEntry, catalogueEntryOf, matchesQuery } from '../../shared/domain/catalogue.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Store, StoreChange } from '../../shared/sync/ports.ts';
import { CatalogueCache } from './catalogue-cache.ts';
import { type DatabaseOptions, describeDatabase, type LocalDatabase } from './dexie-tables.ts';

/** Rows counted by kind: what must be there again at the next open. */
export interface StoreCounts {
  readonly operations: number;
  readonly records: number;
}

export interface DexieStore extends Store {
  /** Whether the rows that were counted are still there. False means damaged: rebuild it from the journal. */
  isWhole(): Promise<boolean>;
}

export interface DexieStoreOptions extends DatabaseOptions {
  /** Milliseconds after which a transaction counts as hung. */
  readonly hungAfter?: number;
}

/** A transaction did not end in time; on the machines seen so far, the disk was full. */
export class StoreHung extends Error {
  override readonly name = 'StoreHung';
}

const countsName = '@counts';

/** Opens the database. A database that cannot be opened at all is deleted and made anew, empty: then `isWhole` is false. */
export async function openDexieStore(options: DexieStoreOptions): Promise<DexieStore> {
  const guard = watchdog(options.hungAfter ?? 5_000);
  let database = describeDatabase(options);
  let reborn = false;
  try {
    await guard(database.open());
  } catch (error) {
    if (error instanceof StoreHung) throw error;
    database.close();
    await guard(Dexie.delete(options.name));
    database = describeDatabase(options);
    await guard(database.open());
    reborn = true;
  }
  return storeOn(database, guard, reborn);
}

type Guard = <T>(work: PromiseLike<T>) => Promise<T>;

/** Turns a promise that may never settle into one that fails in time. */
export function watchdog(milliseconds: number): Guard {
  return (work) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new StoreHung(`No answer of the database in ${milliseconds} ms`)),
        milliseconds,
      );
      work.then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
}

/** What Dexie says when Chromium dropped the database under it, as it does when the disk is full. */
const lostConnection =
  /^(UnknownError|OpenFailedError|DatabaseClosedError|InvalidStateError|QuotaExceededError|AbortError)$/;

/** Runs work on the database; when the connection was lost, opens it again and tries once more. */
function steady(database: LocalDatabase, guard: Guard) {
  return async <T>(work: () => PromiseLike<T>): Promise<T> => {
    try {
      return await guard(work());
    } catch (error) {
      if (error instanceof StoreHung && (await isDiskFull())) throw new Error('disk-full');
      if (!lostConnection.test((error as Error).name)) throw error;
      try {
        database.close({ disableAutoOpen: false });
        await guard(database.open());
        return await guard(work());
      } catch (again) {
        throw (await isDiskFull()) ? new Error('disk-full') : again;
      }
    }
  };
}

/** Chromium never gives an origin more than what the disk has left. */
async function isDiskFull(): Promise<boolean> {
  const { quota, usage } = (await globalThis.navigator?.storage?.estimate?.()) ?? {};
  return quota !== undefined && usage !== undefined && quota - usage < 4 * 1024 * 1024;
}

function storeOn(database: LocalDatabase, watch: Guard, reborn: boolean): DexieStore {
  const guard = steady(database, watch);
  const catalogue = new CatalogueCache((type) =>
    type === null ? database.catalogue.toArray() : database.catalogue.where('type').equals(type).toArray(),
  );
  const positions = createPositions(database);
  const lamports = new Map<string, number>();
  return {
    async list(query) {
      if (query.inConflict !== true || query.type !== undefined) return guard(() => catalogue.list(query));
      // Asked at every start for the mark in the rail: by index, so that it does not read the whole catalogue.
      const contested = await guard(() => database.catalogue.where('conflicts').above(0).toArray());
      return contested.filter((entry) => matchesQuery(entry, query));
    },
    open: (ids) => guard(() => rowsById(database.records, ids)),
    operations: (ids) => guard(() => rowsById(database.operations, ids)),
    history: async (record) =>
      (await guard(() => database.operations.where('record').equals(record).toArray())).sort(byLamport),
    outbox: (limit) => guard(() => readOutbox(database, limit)),
    outboxCount: () => guard(() => database.outbox.count()),
    notAccepted: () => guard(() => database.notAccepted.toArray()),
    cursors: () => guard(() => database.cursors.toArray()),
    chunk: async (hash) => (await guard(() => database.chunks.get(hash)))?.bytes ?? null,
    meta: async (name) => (await guard(() => database.meta.get(name)))?.value,
    async lamport(scope) {
      // Asked before every save: from memory after the first time, since this worker is the only writer.
      const known = lamports.get(scope) ?? (await guard(() => database.lamports.get(scope)))?.highest ?? 0;
      lamports.set(scope, known);
      return known;
    },
    async write(change) {
      const entries = (change.records ?? []).flatMap(entryOf);
      const first = await positions.reserve(change.outboxAdd?.length ?? 0);
      await guard(() => writeAll(database, change, entries, first));
      for (const { scope, lamport } of change.operations ?? []) {
        const known = lamports.get(scope);
        if (known !== undefined && lamport > known) lamports.set(scope, lamport);
      }
      catalogue.remove(change.recordsRemove ?? []);
      catalogue.put(entries);
    },
    async clear() {
      catalogue.clear();
      lamports.clear();
      positions.forget();
      await guard(() =>
        database.transaction('rw', database.tables, () => Promise.all(database.tables.map((t) => t.clear()))),
      );
    },
    close: async () => database.close(),
    isWhole: async () => !reborn && guard(() => countsAgree(database)),
  };
}

function entryOf(state: RecordState): CatalogueEntry[] {
  const declaration = declarationOf(state.type);
  // A type of a newer version is kept and not shown (formats.md 17).
  return declaration === undefined ? [] : [catalogueEntryOf(declaration, state)];
}

/** Rows in the order asked for. Nothing asked costs no transaction. */
async function rowsById<T extends { readonly id: string }>(table: Table<T, [string, string]>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await table
    .where('id')
    .anyOf([...ids])
    .toArray();
  return inOrder(ids, rows);
}

function byLamport(a: StoredOperation, b: StoredOperation): number {
  return a.lamport - b.lamport || (a.id < b.id ? -1 : 1);
}

function inOrder<T extends { readonly id: string }>(ids: readonly string[], rows: readonly T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function readOutbox(database: LocalDatabase, limit: number): Promise<StoredOperation[]> {
  const entries = await database.outbox.orderBy('position').limit(limit).toArray();
  const ids = entries.map((entry) => entry.id);
  return rowsById(database.operations, ids);
}

/** Hands out places in the outbox. Read from the disk once: this worker is the only writer. */
function createPositions(database: LocalDatabase) {
  let next: number | null = null;
  return {
    async reserve(count: number): Promise<number> {
      if (count === 0) return 0;
      next ??= ((await database.outbox.orderBy('position').last())?.position ?? 0) + 1;
      const first = next;
      next += count;
      return first;
    },
    forget() {
      next = null;
    },
  };
}

function writeAll(
  database: LocalDatabase,
  change: StoreChange,
  entries: readonly CatalogueEntry[],
  firstPosition: number,
): PromiseLike<void> {
  return database.transaction('rw', database.tables, async () => {
    const added = await addedRows(database, change);
    const work: PromiseLike<unknown>[] = [];
    if (change.operations?.length)
      work.push(database.operations.bulkPut([...change.operations]), raiseLamports(database, change));
    const removed = (change.recordsRemove ?? []).map(({ scope, id }): [string, string] => [scope, id]);
    if (removed.length) {
      await Promise.all([database.records.bulkDelete(removed), database.catalogue.bulkDelete(removed)]);
    }
    if (change.records?.length) work.push(database.records.bulkPut([...change.records]));
    if (entries.length) work.push(database.catalogue.bulkPut([...entries]));
    if (change.outboxAdd?.length) {
      work.push(database.outbox.bulkPut(change.outboxAdd.map((id, i) => ({ id, position: firstPosition + i }))));
    }
    if (change.outboxRemove?.length) work.push(database.outbox.bulkDelete([...change.outboxRemove]));
    if (change.notAccepted?.length) work.push(database.notAccepted.bulkPut([...change.notAccepted]));
    if (change.notAcceptedRemove?.length) work.push(database.notAccepted.bulkDelete([...change.notAcceptedRemove]));
    if (change.cursors?.length) work.push(database.cursors.bulkPut([...change.cursors]));
    if (change.chunks?.length) work.push(database.chunks.bulkPut([...change.chunks]));
    const meta = Object.entries(change.meta ?? {}).map(([name, value]) => ({ name, value }));
    if (meta.length) work.push(database.meta.bulkPut(meta));
    if (added.operations !== 0 || added.records !== 0) work.push(raiseCounts(database, added));
    await Promise.all(work);
  });
}

type Keyed = readonly { readonly scope: string; readonly id: string }[];

/** How many rows a change adds; negative when it removes more. Rows that it merely replaces do not count. */
async function addedRows(database: LocalDatabase, change: StoreChange): Promise<StoreCounts> {
  const there = async (table: Table<unknown, [string, string]>, rows: Keyed = []) => {
    const keys = new Map(rows.map(({ scope, id }) => [`${scope} ${id}`, [scope, id] as [string, string]]));
    const present =
      keys.size === 0
        ? 0
        : await table
            .where(':id')
            .anyOf([...keys.values()])
            .count();
    return { asked: keys.size, present };
  };
  const [operations, records, removed] = await Promise.all([
    there(database.operations, change.operations),
    there(database.records, change.records),
    there(database.records, change.recordsRemove),
  ]);
  return {
    operations: operations.asked - operations.present,
    records: records.asked - records.present - removed.present,
  };
}

async function raiseCounts(database: LocalDatabase, added: StoreCounts): Promise<void> {
  const kept = (await database.meta.get(countsName))?.value as StoreCounts | undefined;
  const value: StoreCounts = {
    operations: (kept?.operations ?? 0) + added.operations,
    records: (kept?.records ?? 0) + added.records,
  };
  await database.meta.put({ name: countsName, value });
}

async function raiseLamports(database: LocalDatabase, change: StoreChange): Promise<void> {
  const highest = new Map<string, number>();
  for (const { scope, lamport } of change.operations ?? [])
    highest.set(scope, Math.max(highest.get(scope) ?? 0, lamport));
  for (const [scope, lamport] of highest) {
    const kept = (await database.lamports.get(scope))?.highest ?? 0;
    if (lamport > kept) await database.lamports.put({ scope, highest: lamport });
  }
}

async function countsAgree(database: LocalDatabase): Promise<boolean> {
  const kept = (await database.meta.get(countsName))?.value as StoreCounts | undefined;
  const [operations, records] = await Promise.all([database.operations.count(), database.records.count()]);
  return operations === (kept?.operations ?? 0) && records === (kept?.records ?? 0);
}
