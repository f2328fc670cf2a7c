/**
 * The storage port on IndexedDB, by Dexie. Invariants: one write is one strict transaction; a transaction that hangs
 * (a full disk does that to Chromium for 25 s and more) is given up within five seconds and reported; counts are kept
 * beside the rows, so that an open can tell a damaged database from a whole one. Many rows at once lie in packs, what
 * changed since lies over them (packs/).
 */
import { byTime } from '../../shared/sync/merge.ts';
import type { Store, StoreChange } from '../../shared/sync/ports.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import { CatalogueCache, type CatalogueChange } from './catalogue-cache.ts';
import { type Guard, openPatiently, StoreHung, steady, watchdog } from './database-patience.ts';
import { countsAgree, hasNoRecords, type Raised } from './dexie-counts.ts';
import { type DatabaseOptions, describeDatabase, type LocalDatabase } from './dexie-tables.ts';
import { createWaiting } from './dexie-waiting.ts';
import { writeChange } from './dexie-write.ts';
import { entryOf } from './packs/make-pack.ts';
import { foldPacks, renewPacks } from './packs/pack-fold.ts';
import { type PackLimits, usualLimits } from './packs/pack-limits.ts';
import { PackTables } from './packs/pack-tables.ts';
import type { PackedEntries } from './packs/packed-lists.ts';
import { walkRows } from './packs/packed-walk.ts';
import { entriesReadyIn } from './packs/ready-pack.ts';
import { plainSeal, type Seal } from './packs/seal.ts';
import { openChunk, openMeta, openNotAccepted } from './small-rows.ts';

export interface DexieStore extends Store {
  /**
   * Counts the rows: whether all that were ever written are still there. False means damaged: rebuild it from the journal.
   * Walks every row, so it is asked once the first screen stands.
   */
  isWhole(): Promise<boolean>;
  /** The catalogue of a type, deleted records too, for whoever keeps a copy of it. */
  catalogueOf(type: string): Promise<PackedEntries>;
  /**
   * Folds what piled up in small writes into packs: for times when nobody waits.
   * @param isDisturbed Asked after each piece: when somebody waits meanwhile, the rest is left for the next fold.
   */
  fold(isDisturbed?: () => boolean): Promise<void>;
  /** Calls the listener after each write with what the catalogue shows now; null when it was emptied. */
  onCatalogue(listener: (change: CatalogueChange | null) => void): void;
  /** Calls the listener when a pack turns out to be damaged: {@link isWhole} says so from then on. */
  onDamage(listener: () => void): void;
}

export interface DexieStoreOptions extends DatabaseOptions {
  /** Milliseconds after which a transaction counts as hung. */
  readonly hungAfter?: number;
  /** Tests make small packs. */
  readonly packLimits?: PackLimits;
  /** What goes between records and the disk; nothing unless given. */
  readonly seal?: Seal;
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
      return await storeOn(database, guard, options);
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

async function storeOn(database: LocalDatabase, watch: Guard, options: DexieStoreOptions): Promise<DexieStore> {
  const guard = steady(database, watch);
  const { seal = plainSeal, packLimits = usualLimits } = options;
  const packs = new PackTables({ database, guard, seal }, packLimits);
  const catalogue = new CatalogueCache((type) => packs.lists.entriesOf(type));
  if (await guard(() => hasNoRecords(database))) catalogue.beginEmpty();
  const waiting = createWaiting(database, guard);
  const writers = createQueue();
  let tellCatalogue: (change: CatalogueChange | null) => void = () => {};
  let folding: Promise<void> | null = null;
  /** Walks under way: nothing is folded below their feet. */
  let walks = 0;
  const atRest: (() => void)[] = [];
  /** Packs are made anew when nobody walks through them and nobody folds. */
  const renew = async (rows: NonNullable<StoreChange['renew']>) => {
    while (folding !== null || walks > 0) {
      await folding?.catch(() => {});
      if (walks > 0) await new Promise<void>((resolve) => atRest.push(resolve));
    }
    folding = writers.run(() => renewPacks({ tables: packs, raised, alone: (work) => work() }, rows));
    try {
      await folding;
    } finally {
      folding = null;
    }
  };
  // This worker is the only writer: what it wrote last is what stands on the disk.
  const raised: Raised = { counts: null, lamports: new Map() };
  const forget = () => {
    raised.counts = null;
    raised.lamports.clear();
    waiting.forget();
    packs.forget();
  };
  return {
    async list(query) {
      const { parent } = query;
      if (parent !== undefined) return packs.lists.childrenOf({ ...query, parent });
      if (query.inConflict === true && query.type === undefined) return packs.lists.contested(query);
      return catalogue.list(query);
    },
    open: (ids) => packs.records.find(ids),
    operations: (ids) => packs.operations.find(ids),
    holdsNone: (rows) => packs.holdsNone(rows),
    history: async (record) => [...(await packs.history(record))].sort(byTime),
    async *scan(scope, limit) {
      await folding;
      walks += 1;
      try {
        yield* walkRows(packs.operations, scope, limit);
      } finally {
        walks -= 1;
        if (walks === 0) for (const go of atRest.splice(0)) go();
      }
    },
    outbox: async (limit) => packs.operations.find(await guard(() => firstWaiting(database, limit))),
    outboxIds: (limit) => guard(() => firstWaiting(database, limit)),
    outboxCount: () => guard(() => database.outbox.count()),
    notAccepted: async () => openNotAccepted(seal, await guard(() => database.notAccepted.toArray())),
    cursors: () => guard(() => database.cursors.toArray()),
    chunkHashes: async () => new Set(await guard(() => database.chunks.toCollection().primaryKeys())),
    chunk: async (hash) => openChunk(seal, await guard(() => database.chunks.get(hash))),
    meta: async (name) => openMeta(seal, await guard(() => database.meta.get(name))),
    async lamport(scope) {
      // Asked before every save: from memory after the first time.
      const known = raised.lamports.get(scope) ?? (await guard(() => database.lamports.get(scope)))?.highest ?? 0;
      raised.lamports.set(scope, known);
      return known;
    },
    async write(change) {
      await writers.run(async () => {
        try {
          const outbox = await waiting.plan(change);
          await writeChange({ database, guard, raised, packs }, change, outbox);
          outbox.done();
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
        const put = [...entriesReadyIn(change), ...(change.records ?? []).flatMap(entryOf)];
        const seen = { removed: change.recordsRemove ?? [], put };
        catalogue.take(seen);
        tellCatalogue(seen);
      });
      if (change.renew !== undefined) await renew(change.renew);
    },
    clear: (keep = []) =>
      writers.run(async () => {
        catalogue.clear();
        tellCatalogue(null);
        forget();
        await guard(() =>
          database.transaction('rw', database.tables, async () => {
            const kept = (await database.meta.bulkGet([...keep])).flatMap((row) => row ?? []);
            await Promise.all(database.tables.map((table) => table.clear()));
            await database.meta.bulkPut(kept);
          }),
        );
        forget();
      }),
    async close() {
      packs.upheavals += 1;
      await folding?.catch(() => {});
      database.close();
    },
    onCatalogue(listener) {
      tellCatalogue = listener;
    },
    onDamage: (listener) => packs.onDamage(listener),
    catalogueOf: (type) => packs.lists.ofType(type),
    async fold(isDisturbed = () => false) {
      if (folding !== null || walks > 0) return;
      folding = foldPacks({ tables: packs, raised, alone: (work) => writers.run(work), isDisturbed });
      try {
        await folding;
      } finally {
        folding = null;
      }
    },
    isWhole: () => guard(() => countsAgree(database)),
  };
}

/** The ids that wait, in order. */
async function firstWaiting(database: LocalDatabase, limit: number): Promise<string[]> {
  return (await database.outbox.orderBy('position').limit(limit).toArray()).map(({ id }) => id);
}
