/**
 * The counts that the local database keeps beside its rows, so that an open can tell a damaged one from a whole one.
 * They are kept up to date by what each change adds and takes away, never read off the tables: a loss must show.
 */
import type { Table } from 'dexie';
import type { LocalDatabase } from './dexie-tables.ts';
import { grouped } from './packs/grouped.ts';

/** What must be there again at the next open: rows of the overlay, and packs with what lists need of them. */
export interface StoreCounts {
  readonly operations: number;
  readonly records: number;
  readonly packs: number;
  readonly lists: number;
}

const countsName = '@counts';

/** What was last written of the small rows that every save raises. Unknown after a write that failed: read again then. */
export interface Raised {
  counts: StoreCounts | null;
  readonly lamports: Map<string, number>;
}

type ScopedTable = Table<unknown, [string, string]>;
type Keyed = { readonly scope: string; readonly id: string };

/** Asking whether one row is there takes as long as reading some so many keys that lie side by side. */
const keysOfOneQuestion = 16;

/**
 * How many of some rows are there, without reading what they hold. No request waits for another. Rows of a scope that are many
 * of all are looked for among all keys between the first and the last of them, few are asked for one by one.
 * @param all How many rows the table has, of all scopes.
 */
export async function countPresent(table: ScopedTable, rows: readonly Keyed[], all: number): Promise<number> {
  const counting = [...grouped(rows, ({ scope }) => scope)].flatMap(([scope, own]) => {
    if (own.length * keysOfOneQuestion >= all) return [countInRange(table, scope, own)];
    return own.map(({ id }) => table.where(':id').equals([scope, id]).count());
  });
  return (await Promise.all(counting)).reduce((sum, count) => sum + count, 0);
}

async function countInRange(table: ScopedTable, scope: string, rows: readonly Keyed[]): Promise<number> {
  const ids = rows.map(({ id }) => id).sort();
  const range = table.where(':id').between([scope, ids[0]], [scope, ids.at(-1)], true, true);
  const present = new Set((await range.primaryKeys()).map(([, id]) => id));
  return ids.filter((id) => present.has(id)).length;
}

export async function readCounts(database: LocalDatabase): Promise<StoreCounts> {
  // Counts alone lie open: they are read and written within one transaction.
  const row = (await database.meta.get(countsName)) as { readonly value?: Partial<StoreCounts> } | undefined;
  const kept = row?.value;
  return { operations: 0, records: 0, packs: 0, lists: 0, ...kept };
}

export function writeCounts(database: LocalDatabase, counts: StoreCounts): PromiseLike<unknown> {
  return database.meta.put({ name: countsName, value: counts });
}

/** Whether no record was ever written, or all of them went. What should be there and is not counts as being there. */
export async function hasNoRecords(database: LocalDatabase): Promise<boolean> {
  const { meta, records, packHeads } = database;
  const [kept, ...found] = await database.transaction('r', [meta, records, packHeads], () =>
    Promise.all([readCounts(database), records.limit(1).primaryKeys(), packHeads.limit(1).primaryKeys()]),
  );
  return kept.records + kept.packs + found.flat().length === 0;
}

export async function countsAgree(database: LocalDatabase): Promise<boolean> {
  // One transaction: a save between two of the counts would look like damage.
  const { meta, operations, records, packHeads, packBodies, packLists } = database;
  const tables = [operations, records, packHeads, packBodies, packLists];
  const [kept, ...found] = await database.transaction('r', [meta, ...tables], () =>
    Promise.all([readCounts(database), ...tables.map((table) => table.count())]),
  );
  const wanted = [kept.operations, kept.records, kept.packs, kept.packs, kept.lists];
  return found.every((count, at) => count === wanted[at]);
}
