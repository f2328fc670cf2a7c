/** A write of the local database: one strict transaction over the tables that change, what it needs sealed before it. */
import { Dexie, type Table } from 'dexie';
import type { StoreChange } from '../../shared/sync/ports.ts';
import { countPresent, type Raised, readCounts, type StoreCounts, writeCounts } from './dexie-counts.ts';
import type { LocalDatabase } from './dexie-tables.ts';
import type { OutboxPlan } from './dexie-waiting.ts';
import { type PackTables, packTables } from './packs/pack-tables.ts';
import { packsReadyIn } from './packs/ready-pack.ts';
import { type Keyed, keyOf, planWrite, type WritePlan } from './packs/write-plan.ts';
import { type SmallRows, sealSmallRows } from './small-rows.ts';

export interface Writing {
  readonly database: LocalDatabase;
  readonly guard: <T>(work: () => PromiseLike<T>) => Promise<T>;
  readonly raised: Raised;
  readonly packs: PackTables;
}

/** A write, ready for its transaction. */
interface Prepared {
  readonly plan: WritePlan;
  readonly outbox: OutboxPlan;
  readonly small: SmallRows;
}

/** Writes a change. Nothing else may write meanwhile. */
export async function writeChange(writing: Writing, change: StoreChange, outbox: OutboxPlan): Promise<void> {
  const { packs } = writing;
  const rows = (change.operations?.length ?? 0) + (change.records?.length ?? 0);
  const ready = packsReadyIn(change).length;
  const [operations, records] = await Promise.all([packs.operations.directory(), packs.records.directory()]);
  const isPacked = ready > 0 || rows >= packs.limits.least.records;
  const next = isPacked ? await packs.reserve(rows + ready) : () => 0;
  const isFolding = packs.touched !== null;
  const { seal } = packs.ports;
  const plan = await planWrite(change, { seal, limits: packs.limits, operations, records, isFolding, next });
  const small = await sealSmallRows(seal, change);
  noteTouched(packs, plan);
  if (change.purge?.length) packs.upheavals += 1;
  const write = async () => {
    await writing.guard(() => writeAll(writing, change, { plan, outbox, small }));
    await announce(packs, change, plan);
  };
  const moves = plan.leaving.operations.length + plan.leaving.records.length > 0 || change.purge?.length;
  await (moves ? packs.operations.moving(() => packs.records.moving(write)) : write());
}

function noteTouched({ touched }: PackTables, { operations, records, leaving }: WritePlan): void {
  if (touched === null) return;
  for (const row of [...operations, ...leaving.operations]) touched.add(`operations ${keyOf(row)}`);
  for (const row of [...records, ...leaving.records]) touched.add(`records ${keyOf(row)}`);
}

/** Tells the readers what lies where now. */
async function announce(packs: PackTables, { purge = [] }: StoreChange, plan: WritePlan): Promise<void> {
  for (const rows of [packs.operations, packs.records]) {
    const directory = await rows.directory();
    for (const scope of purge) directory.dropScope(scope);
    for (const { scope, id } of plan[rows.kind]) directory.addToOverlay(scope, id);
  }
  if (purge.length > 0) packs.ports.shelf.clear();
  await packs.announce(plan.packs);
}

/** One strict transaction over the tables that change. Everything in it that must be read is asked for at once. */
async function writeAll(writing: Writing, change: StoreChange, { plan, outbox, small }: Prepared): Promise<void> {
  const { database, raised } = writing;
  const highest = highestLamports(change);
  const counts = await database.transaction('rw', tablesOf(database, change, plan, outbox), async () => {
    await purgeRows(database, raised, change);
    // Known before rows are counted, whose requests go out before those that put: it tells how to count them.
    const kept = isCounted(plan) ? (raised.counts ?? (await readCounts(database))) : null;
    const counting = kept && countsAfter(database, plan, kept);
    const work = [...putPlan(writing, plan), ...putRows(database, change, outbox, small)];
    for (const [scope, lamport] of highest) work.push(raiseLamport(database, raised, scope, lamport));
    const after = await counting;
    if (after !== null && after !== raised.counts) work.push(writeCounts(database, after));
    await Promise.all(work);
    return after;
  });
  raised.counts = counts ?? raised.counts;
  for (const [scope, lamport] of highest)
    raised.lamports.set(scope, Math.max(raised.lamports.get(scope) ?? 0, lamport));
}

/** Whether a plan may change what is counted. */
function isCounted({ packs, operations, records, leaving }: WritePlan): boolean {
  return [packs, operations, records, leaving.operations, leaving.records].some(({ length }) => length > 0);
}

/** The counts after the rows of a plan are put, from those kept before. Its requests go out before those that put. */
async function countsAfter(database: LocalDatabase, plan: WritePlan, kept: StoreCounts): Promise<StoreCounts> {
  const { packs, operations, records, again, leaving } = plan;
  const present = await Promise.all([
    countPresent(database.operations, [...again.operations, ...leaving.operations], kept.operations),
    countPresent(database.records, [...again.records, ...leaving.records], kept.records),
  ]);
  const [more, moreShown] = [operations.length - present[0], records.length - present[1]];
  if (more === 0 && moreShown === 0 && packs.length === 0) return kept;
  return {
    operations: kept.operations + more,
    records: kept.records + moreShown,
    packs: kept.packs + packs.length,
    lists: kept.lists + packs.filter(({ list }) => list !== null).length,
  };
}

function tablesOf(database: LocalDatabase, change: StoreChange, plan: WritePlan, waiting: OutboxPlan): Table[] {
  const { operations, records, catalogue, outbox, notAccepted, cursors, lamports, chunks, meta } = database;
  if (change.purge?.length) return database.tables;
  const shown = plan.records.length + plan.leaving.records.length;
  const touched: readonly (readonly [Table, number | undefined])[] = [
    [operations, plan.operations.length + plan.leaving.operations.length],
    [lamports, (change.operations?.length ?? 0) + (change.ready?.length ?? 0)],
    [records, shown],
    [catalogue, shown],
    ...packTables.map((name): [Table, number] => [database[name], plan.packs.length]),
    [outbox, waiting.put.length + waiting.remove.length],
    [notAccepted, (change.notAccepted?.length ?? 0) + (change.notAcceptedRemove?.length ?? 0)],
    [cursors, change.cursors?.length],
    [chunks, (change.chunks?.length ?? 0) + (change.chunksRemove?.length ?? 0)],
    // The counts are kept here.
    [meta, 1],
  ];
  return [...new Set(touched.flatMap(([table, rows]) => (rows ? [table] : [])))];
}

/** What leaves the overlay leaves before what is put. */
function putPlan({ database, packs }: Writing, plan: WritePlan): PromiseLike<unknown>[] {
  const { operations, records, catalogue } = database;
  const work = packs.put(plan.packs);
  const keys = (rows: readonly Keyed[]) => rows.map(({ scope, id }): [string, string] => [scope, id]);
  const [left, hidden] = [keys(plan.leaving.operations), keys(plan.leaving.records)];
  if (left.length) work.push(operations.bulkDelete(left));
  if (hidden.length) work.push(records.bulkDelete(hidden), catalogue.bulkDelete(hidden));
  if (plan.operations.length) work.push(operations.bulkPut([...plan.operations]));
  if (plan.records.length) work.push(records.bulkPut([...plan.records]));
  if (plan.catalogue.length) work.push(catalogue.bulkPut([...plan.catalogue]));
  return work;
}

function putRows(
  database: LocalDatabase,
  change: StoreChange,
  outbox: OutboxPlan,
  small: SmallRows,
): PromiseLike<unknown>[] {
  const work: PromiseLike<unknown>[] = [];
  // What comes again goes to the end of the line: it leaves first.
  if (outbox.removesAll) work.push(database.outbox.clear());
  else if (outbox.remove.length) work.push(database.outbox.bulkDelete([...outbox.remove]));
  if (outbox.put.length) work.push(database.outbox.bulkPut([...outbox.put]));
  if (small.notAccepted.length) work.push(database.notAccepted.bulkPut([...small.notAccepted]));
  if (change.notAcceptedRemove?.length) work.push(database.notAccepted.bulkDelete([...change.notAcceptedRemove]));
  if (change.cursors?.length) work.push(database.cursors.bulkPut([...change.cursors]));
  if (change.chunksRemove?.length) work.push(database.chunks.bulkDelete([...change.chunksRemove]));
  if (small.chunks.length) work.push(database.chunks.bulkPut([...small.chunks]));
  if (small.meta.length) work.push(database.meta.bulkPut([...small.meta]));
  return work;
}

type ScopedTable = 'operations' | 'records' | 'catalogue' | (typeof packTables)[number];

/** Lost scopes by key range: one request a table, however many rows and packs ([SC2]). The counts say so at once. */
async function purgeRows(database: LocalDatabase, raised: Raised, { purge = [] }: StoreChange): Promise<void> {
  if (purge.length === 0) return;
  let counts = raised.counts ?? (await readCounts(database));
  const { minKey, maxKey } = Dexie;
  for (const scope of purge) {
    const goneFrom = (name: ScopedTable) =>
      database[name].where(':id').between([scope, minKey], [scope, maxKey]).delete();
    const [operations, records, packs, lists] = await Promise.all([
      goneFrom('operations'),
      goneFrom('records'),
      goneFrom('packHeads'),
      goneFrom('packLists'),
      goneFrom('packBodies'),
      goneFrom('catalogue'),
      database.cursors.delete(scope),
      database.lamports.delete(scope),
    ]);
    raised.lamports.delete(scope);
    counts = {
      operations: counts.operations - operations,
      records: counts.records - records,
      packs: counts.packs - packs,
      lists: counts.lists - lists,
    };
  }
  raised.counts = counts;
  await writeCounts(database, counts);
}

function highestLamports({ operations = [], ready = [] }: StoreChange): Map<string, number> {
  const highest = new Map<string, number>();
  for (const { scope, lamport } of [...ready, ...operations])
    highest.set(scope, Math.max(highest.get(scope) ?? 0, lamport));
  return highest;
}

async function raiseLamport(database: LocalDatabase, raised: Raised, scope: string, lamport: number): Promise<void> {
  const kept = raised.lamports.get(scope) ?? (await database.lamports.get(scope))?.highest ?? 0;
  if (lamport > kept) await database.lamports.put({ scope, highest: lamport });
}
