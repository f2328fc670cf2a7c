/**
 * The counts that the local database keeps beside its rows, so that an open can tell a damaged one from a whole one.
 * They are kept up to date by what each change adds and takes away, never read off the tables: a loss must show.
 */
import type { Table } from 'dexie';
import type { StoreChange } from '../../shared/sync/ports.ts';
import type { LocalDatabase } from './dexie-tables.ts';

/** Rows counted by kind: what must be there again at the next open. */
export interface StoreCounts {
  readonly operations: number;
  readonly records: number;
}

export const countsName = '@counts';

/** What was last written of the small rows that every save raises. Unknown after a write that failed: read again then. */
export interface Raised {
  counts: StoreCounts | null;
  readonly lamports: Map<string, number>;
}

/** Above this many rows it may pay to walk all keys once: a request for a row costs as much as walking some fifty keys. */
export const fewRows = 200;
const keysPerRequest = 50;

export function isMuchOf(kept: number, rows: number): boolean {
  return rows > fewRows && rows * keysPerRequest > kept;
}

/**
 * Asks before the rows of a change are put; what it gives, called after they were, says how many rows there are then.
 * Null for a change that adds and removes nothing.
 */
export function countsAround(
  database: LocalDatabase,
  raised: Raised,
  change: StoreChange,
): () => Promise<StoreCounts | null> {
  const { operations, records, recordsRemove: removed } = change;
  if (!operations?.length && !records?.length && !removed?.length) return async () => null;
  const knownCounts = raised.counts;
  const before = knownCounts === null ? readCounts(database) : Promise.resolve(knownCounts);
  const [added, shown] = [
    countAdded(database.operations, { kept: knownCounts?.operations, put: operations }),
    countAdded(database.records, { kept: knownCounts?.records, put: records, removed }),
  ];
  return async () => {
    const [kept, more, moreShown] = await Promise.all([before, added(), shown()]);
    if (more === 0 && moreShown === 0) return kept;
    return { operations: kept.operations + more, records: kept.records + moreShown };
  };
}

type Keyed = readonly { readonly scope: string; readonly id: string }[];

/** How many rows a table has more after a change, in two steps as above: by its whole count when much of it changes. */
function countAdded(
  table: Table<unknown, [string, string]>,
  {
    kept = 0,
    put = [],
    removed = [],
  }: { kept?: number | undefined; put?: Keyed | undefined; removed?: Keyed | undefined },
): () => Promise<number> {
  if (isMuchOf(kept, put.length + removed.length)) {
    const before = table.count();
    return async () => (await table.count()) - (await before);
  }
  const [named, gone] = [countRows(table, put), countRows(table, removed)];
  return async () => {
    const { asked, present } = await named;
    return asked - present - (await gone).present;
  };
}

/** How many rows are named, and how many of them are there: one request a row, none waiting for another. */
async function countRows(table: Table<unknown, [string, string]>, rows: Keyed) {
  const keys = new Map(rows.map(({ scope, id }) => [`${scope} ${id}`, [scope, id] as [string, string]]));
  const present = await Promise.all([...keys.values()].map((key) => table.where(':id').equals(key).count()));
  return { asked: keys.size, present: present.reduce((sum, count) => sum + count, 0) };
}

export async function readCounts(database: LocalDatabase): Promise<StoreCounts> {
  const kept = (await database.meta.get(countsName))?.value as StoreCounts | undefined;
  return kept ?? { operations: 0, records: 0 };
}

export async function countsAgree(database: LocalDatabase): Promise<boolean> {
  // One transaction: a save between two of the counts would look like damage.
  const { meta, operations: rows, records: states } = database;
  const [kept, operations, records] = await database.transaction('r', [meta, rows, states], () =>
    Promise.all([readCounts(database), rows.count(), states.count()]),
  );
  return operations === kept.operations && records === kept.records;
}
