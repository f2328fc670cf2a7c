/**
 * The storage port on IndexedDB, by Dexie. Invariants: one write is one strict transaction; a transaction that hangs
 * (a full disk does that to Chromium for 25 s and more) is given up within five seconds and reported; counts are kept
 * beside the rows, so that an open can tell a damaged database from a whole one.
 */
import { Dexie, type Table } from 'dexie';
import {
  type CatalogueEntry,
  type CatalogueQuery,
  catalogueEntryOf,
  matchesQuery,
} from '../../shared/domain/catalogue.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Store, StoreChange } from '../../shared/sync/ports.ts';
import { CatalogueCache, type CatalogueChange } from './catalogue-cache.ts';
import { CataloguePacks, type PackedEntries, type PackLimits, packTables, unpackEntries } from './catalogue-packs.ts';
import { type Guard, openPatiently, StoreHung, steady, watchdog } from './database-patience.ts';
import { countsAgree, countsAround, countsName, fewRows, isMuchOf, type Raised, readCounts } from './dexie-counts.ts';
import { type DatabaseOptions, describeDatabase, type LocalDatabase } from './dexie-tables.ts';

export interface DexieStore extends Store {
  /**
   * Counts the rows: whether all that were ever written are still there. False means damaged: rebuild it from the journal.
   * Walks every row, so it is asked once the first screen stands.
   */
  isWhole(): Promise<boolean>;
  /** The catalogue of a type, deleted records too, for whoever keeps a copy of it. */
  catalogueOf(type: string): Promise<PackedEntries>;
  /** Packs long lists that are not packed or have changed much: for times when nobody waits. */
  packCatalogue(): Promise<void>;
  /** Calls the listener after each write with what the catalogue shows now; null when it was emptied. */
  onCatalogue(listener: (change: CatalogueChange | null) => void): void;
}

export interface DexieStoreOptions extends DatabaseOptions {
  /** Milliseconds after which a transaction counts as hung. */
  readonly hungAfter?: number;
  /** When lists are packed; tests pack short ones. */
  readonly packLimits?: PackLimits;
}

/**
 * Opens the database. One that does not open twice is deleted and made anew, empty, and the engine fills it from the journal. Not for want
 * of room, nor when a newer version made it: nothing is wrong with what is in it.
 */
export async function openDexieStore(options: DexieStoreOptions): Promise<DexieStore> {
  const guard = watchdog(options.hungAfter ?? 5_000);
  for (const lastTry of [false, true]) {
    const database = describeDatabase(options);
    try {
      await openPatiently(guard, database);
      return storeOn(database, guard, options);
    } catch (error) {
      database.close();
      if (error instanceof StoreHung || isWholeAllTheSame(error)) throw error;
      if (lastTry) await guard(database.delete());
    }
  }
  const database = describeDatabase(options);
  await guard(database.open());
  return storeOn(database, guard, options);
}

function isWholeAllTheSame(error: unknown): boolean {
  const { name, inner } = error as { readonly name?: string; readonly inner?: { readonly name?: string } };
  return [name, inner?.name].some((each) => each === 'QuotaExceededError' || each === 'VersionError');
}

function storeOn(database: LocalDatabase, watch: Guard, { packLimits }: DexieStoreOptions): DexieStore {
  const guard = steady(database, watch);
  const packs = new CataloguePacks(database, packLimits);
  const catalogue = new CatalogueCache((type) =>
    type === null ? database.catalogue.toArray() : entriesOfType(database, packs, type),
  );
  const positions = createPositions(database);
  let tellCatalogue: (change: CatalogueChange | null) => void = () => {};
  // This worker is the only writer: what it wrote last is what stands on the disk.
  const raised: Raised = { counts: null, lamports: new Map() };
  const forget = () => {
    raised.counts = null;
    raised.lamports.clear();
    positions.forget();
    packs.forget();
  };
  return {
    async list(query) {
      const { parent } = query;
      if (parent !== undefined) return guard(() => childrenOf(database, { ...query, parent }));
      if (query.inConflict !== true || query.type !== undefined) return guard(() => catalogue.list(query));
      // Asked at every start for the mark in the rail: by index, so that it does not read the whole catalogue.
      const contested = await guard(() => database.catalogue.where('conflicts').above(0).toArray());
      return contested.filter((entry) => matchesQuery(entry, query));
    },
    open: (ids) => guard(() => rowsById(database.records, ids)),
    operations: (ids) => guard(() => operationsById(database, raised, ids)),
    history: async (record) =>
      (await guard(() => database.operations.where('record').equals(record).toArray())).sort(byLamport),
    async *scan(scope, limit) {
      for (let after: string | null = null; ; ) {
        const from = after;
        const range = database.operations
          .where(':id')
          .between([scope, from ?? ''], [scope, '\uffff'], from === null, false);
        const rows = await guard(() => range.limit(limit).toArray());
        if (rows.length > 0) yield rows;
        if (rows.length < limit) return;
        after = (rows.at(-1) as StoredOperation).id;
      }
    },
    outbox: (limit) => guard(() => readOutbox(database, limit)),
    outboxCount: () => guard(() => database.outbox.count()),
    notAccepted: () => guard(() => database.notAccepted.toArray()),
    cursors: () => guard(() => database.cursors.toArray()),
    chunkHashes: async () => new Set(await guard(() => database.chunks.toCollection().primaryKeys())),
    chunk: async (hash) => (await guard(() => database.chunks.get(hash)))?.bytes ?? null,
    meta: async (name) => (await guard(() => database.meta.get(name)))?.value,
    async lamport(scope) {
      // Asked before every save: from memory after the first time.
      const known = raised.lamports.get(scope) ?? (await guard(() => database.lamports.get(scope)))?.highest ?? 0;
      raised.lamports.set(scope, known);
      return known;
    },
    async write(change) {
      const entries = (change.records ?? []).flatMap(entryOf);
      const first = await positions.reserve(change.outboxAdd?.length ?? 0);
      try {
        await guard(() => packs.ready());
        await guard(() => writeAll({ database, raised, packs }, change, entries, first));
      } catch (error) {
        forget();
        throw error;
      }
      if (change.purge?.length) {
        // Thousands of entries went at once: both catalogues read what is left when they are asked next.
        catalogue.clear();
        tellCatalogue(null);
        return;
      }
      const seen = { removed: change.recordsRemove ?? [], put: entries };
      catalogue.take(seen);
      tellCatalogue(seen);
    },
    async clear() {
      catalogue.clear();
      tellCatalogue(null);
      forget();
      await guard(() =>
        database.transaction('rw', database.tables, () => Promise.all(database.tables.map((t) => t.clear()))),
      );
    },
    close: async () => database.close(),
    onCatalogue(listener) {
      tellCatalogue = listener;
    },
    catalogueOf: (type) => guard(() => packs.read(type)),
    packCatalogue: () => packs.packWorthwhile(),
    isWhole: () => guard(() => countsAgree(database)),
  };
}

/** A pack that cannot be read is thrown away, and its rows are read. */
async function entriesOfType(database: LocalDatabase, packs: CataloguePacks, type: string): Promise<CatalogueEntry[]> {
  const found = await packs.read(type);
  try {
    return unpackEntries(found);
  } catch {
    await packs.drop(type);
    return database.catalogue.where('type').equals(type).toArray();
  }
}

function entryOf(state: RecordState): CatalogueEntry[] {
  const declaration = declarationOf(state.type);
  // A type of a newer version is kept and not shown (formats.md 17).
  return declaration === undefined ? [] : [catalogueEntryOf(declaration, state)];
}

/** A first page names thousands of operations of which none is here: asking for each would take longer than keeping them. */
async function operationsById(database: LocalDatabase, raised: Raised, ids: readonly string[]) {
  const { operations } = database;
  if (ids.length <= fewRows) return rowsById(operations, ids);
  const kept = raised.counts ?? (await readCounts(database));
  if (!isMuchOf(kept.operations, ids.length)) return rowsById(operations, ids);
  const here = new Set((await operations.toCollection().primaryKeys()).map(([, id]) => id));
  return rowsById(
    operations,
    ids.filter((id) => here.has(id)),
  );
}

/** What belongs to one record, by index: an attendance screen does not wait for the marks of every session there was. */
async function childrenOf(database: LocalDatabase, query: CatalogueQuery & { readonly parent: string }) {
  const { parent, type } = query;
  const { minKey, maxKey } = Dexie;
  const index = database.catalogue.where('[parent+type]');
  const found = type === undefined ? index.between([parent, minKey], [parent, maxKey]) : index.equals([parent, type]);
  const entries = await found.toArray();
  return entries.filter((entry) => matchesQuery(entry, query)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rows in the order asked for. Nothing asked costs no transaction. */
async function rowsById<T extends { readonly id: string }>(table: Table<T, [string, string]>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  // A request for each, none waiting for another: `anyOf` walks a cursor, a round trip to the disk's process for each row.
  const wanted = [...new Set(ids)];
  const rows = await table.db.transaction('r', table, () =>
    Promise.all(wanted.map((id) => table.where('id').equals(id).toArray())),
  );
  return inOrder(ids, rows.flat());
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

interface Writing {
  readonly database: LocalDatabase;
  readonly raised: Raised;
  readonly packs: CataloguePacks;
}

/** One strict transaction over the tables that change. Everything in it that must be read is asked for at once. */
async function writeAll(
  { database, raised, packs }: Writing,
  change: StoreChange,
  entries: readonly CatalogueEntry[],
  firstPosition: number,
): Promise<void> {
  const highest = highestLamports(change);
  const counts = await database.transaction('rw', tablesOf(database, change, entries), async () => {
    await purgeRows(database, raised, change);
    const countAfter = countsAround(database, raised, change);
    const work = putRows(database, change, entries, firstPosition);
    // Packs hold what was in the scope too.
    if (change.purge?.length) work.push(...packs.dropAll());
    work.push(...packs.note({ put: entries, removed: change.recordsRemove ?? [] }));
    for (const [scope, lamport] of highest) work.push(raiseLamport(database, raised, scope, lamport));
    const after = await countAfter();
    if (after !== null && after !== raised.counts) work.push(database.meta.put({ name: countsName, value: after }));
    await Promise.all(work);
    return after;
  });
  raised.counts = counts ?? raised.counts;
  for (const [scope, lamport] of highest)
    raised.lamports.set(scope, Math.max(raised.lamports.get(scope) ?? 0, lamport));
}

function tablesOf(database: LocalDatabase, change: StoreChange, entries: readonly CatalogueEntry[]): Table[] {
  const { operations, records, catalogue, outbox, notAccepted, cursors, lamports, chunks, meta } = database;
  if (change.purge?.length) return database.tables;
  const removed = change.recordsRemove?.length ?? 0;
  const touched: readonly (readonly [Table, number | undefined])[] = [
    [operations, change.operations?.length],
    [lamports, change.operations?.length],
    [records, (change.records?.length ?? 0) + removed],
    [catalogue, entries.length + removed],
    ...packTables.map((name): [Table, number] => [database[name], entries.length + removed]),
    [outbox, (change.outboxAdd?.length ?? 0) + (change.outboxRemove?.length ?? 0)],
    [notAccepted, (change.notAccepted?.length ?? 0) + (change.notAcceptedRemove?.length ?? 0)],
    [cursors, change.cursors?.length],
    [chunks, (change.chunks?.length ?? 0) + (change.chunksRemove?.length ?? 0)],
    // The counts are kept here.
    [meta, 1],
  ];
  return [...new Set(touched.flatMap(([table, rows]) => (rows ? [table] : [])))];
}

function putRows(
  database: LocalDatabase,
  change: StoreChange,
  entries: readonly CatalogueEntry[],
  firstPosition: number,
): PromiseLike<unknown>[] {
  const work: PromiseLike<unknown>[] = [];
  const removed = (change.recordsRemove ?? []).map(({ scope, id }): [string, string] => [scope, id]);
  if (removed.length) work.push(database.records.bulkDelete(removed), database.catalogue.bulkDelete(removed));
  if (change.operations?.length) work.push(database.operations.bulkPut([...change.operations]));
  if (change.records?.length) work.push(database.records.bulkPut([...change.records]));
  if (entries.length) work.push(database.catalogue.bulkPut([...entries]));
  if (change.outboxAdd?.length) {
    work.push(database.outbox.bulkPut(change.outboxAdd.map((id, i) => ({ id, position: firstPosition + i }))));
  }
  if (change.outboxRemove?.length) work.push(database.outbox.bulkDelete([...change.outboxRemove]));
  if (change.notAccepted?.length) work.push(database.notAccepted.bulkPut([...change.notAccepted]));
  if (change.notAcceptedRemove?.length) work.push(database.notAccepted.bulkDelete([...change.notAcceptedRemove]));
  if (change.cursors?.length) work.push(database.cursors.bulkPut([...change.cursors]));
  if (change.chunksRemove?.length) work.push(database.chunks.bulkDelete([...change.chunksRemove]));
  if (change.chunks?.length) work.push(database.chunks.bulkPut([...change.chunks]));
  const meta = Object.entries(change.meta ?? {}).map(([name, value]) => ({ name, value }));
  if (meta.length) work.push(database.meta.bulkPut(meta));
  return work;
}

/** Lost scopes by key range: one request a table, however many rows ([SC2]). The counts say so at once. */
async function purgeRows(database: LocalDatabase, raised: Raised, { purge = [] }: StoreChange): Promise<void> {
  if (purge.length === 0) return;
  let counts = raised.counts ?? (await readCounts(database));
  const { minKey, maxKey } = Dexie;
  for (const scope of purge) {
    const goneFrom = (table: Table<unknown, [string, string]>) =>
      table.where(':id').between([scope, minKey], [scope, maxKey]).delete();
    const [operations, records] = await Promise.all([
      goneFrom(database.operations),
      goneFrom(database.records),
      goneFrom(database.catalogue),
      database.cursors.delete(scope),
      database.lamports.delete(scope),
    ]);
    raised.lamports.delete(scope);
    counts = { operations: counts.operations - operations, records: counts.records - records };
  }
  raised.counts = counts;
  await database.meta.put({ name: countsName, value: counts });
}

function highestLamports({ operations = [] }: StoreChange): Map<string, number> {
  const highest = new Map<string, number>();
  for (const { scope, lamport } of operations) highest.set(scope, Math.max(highest.get(scope) ?? 0, lamport));
  return highest;
}

async function raiseLamport(database: LocalDatabase, raised: Raised, scope: string, lamport: number): Promise<void> {
  const kept = raised.lamports.get(scope) ?? (await database.lamports.get(scope))?.highest ?? 0;
  if (lamport > kept) await database.lamports.put({ scope, highest: lamport });
}
