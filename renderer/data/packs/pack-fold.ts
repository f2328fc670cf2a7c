/**
 * Folding: what piled up in the overlay goes into packs, and packs that are small or say much that holds no longer are made
 * anew. For times when nobody waits. Each piece is one transaction, so that a power cut finds it done or not begun;
 * what is written meanwhile stays in the overlay and wins.
 */
import { Dexie } from 'dexie';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { StoreChange } from '../../../shared/sync/ports.ts';
import { type Raised, readCounts, writeCounts } from '../dexie-counts.ts';
import type { PackKind } from '../dexie-tables.ts';
import type { Directory, PackHead } from './directory.ts';
import { grouped, inPieces } from './grouped.ts';
import { type NewPack, packOfOperations, packOfRecords, sealPack } from './make-pack.ts';
import { openRow } from './overlay.ts';
import { type PackTables, packTables } from './pack-tables.ts';
import type { PackedRows } from './packed-rows.ts';
import { newestOf } from './packed-walk.ts';
import type { Seal } from './seal.ts';
import { type Keyed, keyOf } from './write-plan.ts';

/** What the fold shares with the writers of the store. */
export interface Folding {
  readonly tables: PackTables;
  readonly raised: Raised;
  /** Runs work when no write is under way. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Asked after each piece: whether somebody waits meanwhile, so that the rest is left for another time. */
  isDisturbed?(): boolean;
}

type Row = StoredOperation | RecordState;

/** Rows of the overlay that become packs, packs that are replaced, and rows that say of what went that it did. */
interface Piece {
  readonly kind: PackKind;
  readonly packs: readonly NewPack[];
  readonly leaving: readonly Keyed[];
  readonly replaced: readonly PackHead[];
}

/** Packs made anew at once: a few megabytes. */
const packsAtOnce = 16;
/** Packs with fewer than this share of the most are small; so many of a kind are put together. */
const smallShare = 0.25;
const smallPacks = 8;

/** Folds what is worth it, scope by scope. Ends early when scopes are purged meanwhile, or somebody waits: the next fold goes on. */
export async function foldPacks(folding: Folding): Promise<void> {
  const { tables } = folding;
  const { upheavals } = tables;
  tables.touched = new Set();
  try {
    for (const rows of [tables.operations, tables.records]) {
      for (const scope of (await rows.directory()).scopes()) {
        if (!(await foldOverlay(folding, rows, scope, upheavals))) return;
        if (!(await foldOldPacks(folding, rows, scope, upheavals))) return;
      }
    }
  } finally {
    tables.touched = null;
    // What left the overlay is still named as if it were there.
    tables.operations.forget();
    tables.records.forget();
  }
}

/**
 * Makes the packs anew that hold rows of which only what holds now may be left ([ER5]). A crash in between leaves packs as they
 * were; whoever asked asks again.
 */
export async function renewPacks(
  folding: Folding,
  { operations, records }: NonNullable<StoreChange['renew']>,
): Promise<void> {
  const { tables } = folding;
  for (const rows of [tables.operations, tables.records]) {
    const directory = await rows.directory();
    const ids = rows.kind === 'operations' ? operations : records;
    const heads = new Set(ids.flatMap((id) => directory.placesOf(id).flatMap(({ head }) => head ?? [])));
    for (const some of grouped([...heads], ({ scope, type }) => `${scope} ${type}`).values()) {
      for (const old of inPieces(some, packsAtOnce)) {
        await packAnew(folding, rows, old);
      }
    }
    // An opened pack holds what it said before.
    tables.ports.shelf.clear();
  }
}

async function foldOverlay(
  folding: Folding,
  rows: PackedRows<PackKind>,
  scope: string,
  upheavals: number,
): Promise<boolean> {
  const { tables } = folding;
  const { limits, ports } = tables;
  const range = () => rows.table.where(':id').between([scope, Dexie.minKey], [scope, Dexie.maxKey]);
  const count = await ports.guard(() => range().count());
  const packed = (await rows.directory()).packsIn(scope).reduce((sum, head) => sum + head.count, 0);
  if (count < limits.overlay || count < packed * limits.share) return true;
  const keys = await ports.guard(() => range().primaryKeys());
  for (const piece of inPieces(keys, limits.most[rows.kind])) {
    const [next, found] = await readAlone(folding, piece.length, () => ports.guard(() => rows.table.bulkGet(piece)));
    const opened = await Promise.all(
      found.map((row) => row && openRow<Row>(ports.seal, rows.kind, row as never).catch(() => null)),
    );
    const there = opened.flatMap((row) => row ?? []);
    const groups = grouped(there, (row) => (rows.kind === 'operations' ? '' : row.type));
    const many = [...groups.values()].filter(({ length }) => length >= limits.least.records);
    const packs = await packsOf(ports.seal, rows.kind, many, next);
    if (!(await commit(folding, { kind: rows.kind, packs, leaving: many.flat(), replaced: [] }, upheavals)))
      return false;
  }
  return true;
}

async function foldOldPacks(
  folding: Folding,
  rows: PackedRows<PackKind>,
  scope: string,
  upheavals: number,
): Promise<boolean> {
  const { tables } = folding;
  const directory = await rows.directory();
  for (const heads of grouped(directory.packsIn(scope), ({ type }) => type).values()) {
    for (const old of inPieces(worthRenewing(directory, heads, tables), packsAtOnce)) {
      if (!(await packAnew(folding, rows, old, upheavals))) return false;
    }
  }
  return rows.kind !== 'records' || clearGone(folding, rows, scope, upheavals);
}

/**
 * Packs in the place of these, with what of theirs is still so; false where that came to nothing.
 * @param upheavals Of the beginning of a fold, which ends where there were more since; what must be done is done all the same.
 */
async function packAnew(
  folding: Folding,
  rows: PackedRows<PackKind>,
  replaced: readonly PackHead[],
  upheavals?: number,
): Promise<boolean> {
  const { limits, ports } = folding.tables;
  const [next, live] = await readAlone(folding, packsAtOnce, () => holdingIn(rows, replaced));
  const packs = await packsOf(ports.seal, rows.kind, inPieces(live, limits.most[rows.kind]), next);
  return commit(folding, { kind: rows.kind, packs, leaving: [], replaced }, upheavals ?? folding.tables.upheavals);
}

async function holdingIn(rows: PackedRows<PackKind>, heads: readonly PackHead[]): Promise<Row[]> {
  const directory = await rows.directory();
  const live: Row[] = [];
  for (const head of heads) live.push(...(await newestOf(rows, directory, head)));
  return live;
}

/** Reads what is to be packed, and takes the numbers of its packs: whatever is written later has a higher one. */
function readAlone<T>(
  { tables, alone }: Folding,
  most: number,
  read: () => Promise<T>,
): Promise<readonly [next: () => number, rows: T]> {
  return alone(async () => [await tables.reserve(most), await read()] as const);
}

/** Packs of one scope and type of which much holds no longer, and small ones when they are many. */
function worthRenewing(directory: Directory, heads: readonly PackHead[], { limits }: PackTables): PackHead[] {
  const stale = heads.filter((head) => {
    const ids = [...head.ids];
    return ids.filter((tail) => !directory.isFirst(tail, head)).length > head.count * limits.share;
  });
  const most = heads[0]?.type === '' ? limits.most.operations : limits.most.records;
  const small = heads.filter(({ count }) => count < most * smallShare);
  return [...new Set([...stale, ...(small.length >= smallPacks ? small : [])])].sort((a, b) => a.n - b.n);
}

/** Rows that say that a record went are needed no more once no pack holds it. */
async function clearGone(
  folding: Folding,
  rows: PackedRows<PackKind>,
  scope: string,
  upheavals: number,
): Promise<boolean> {
  const { ports } = folding.tables;
  const directory = await rows.directory();
  const range = rows.table.where(':id').between([scope, Dexie.minKey], [scope, Dexie.maxKey]);
  const gone = await ports.guard(() => range.filter((row) => 'sealed' in row && row.sealed === null).toArray());
  const leaving = gone.filter(({ id }) => !directory.mayBePacked(id));
  return commit(folding, { kind: 'records', packs: [], leaving, replaced: [] }, upheavals);
}

async function packsOf(
  seal: Seal,
  kind: PackKind,
  groups: readonly (readonly Row[])[],
  next: () => number,
): Promise<NewPack[]> {
  const packs: NewPack[] = [];
  for (const group of groups) {
    const made =
      kind === 'operations'
        ? packOfOperations(group as readonly StoredOperation[])
        : packOfRecords(group as readonly RecordState[]);
    packs.push(await sealPack(seal, next(), made));
    // One takes a tenth of a second on a slow laptop: whoever asked for something meanwhile is answered.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return packs;
}

/** Writes a piece; false when the fold is to end. */
async function commit(folding: Folding, piece: Piece, upheavals: number): Promise<boolean> {
  const { tables, isDisturbed } = folding;
  if (piece.packs.length + piece.leaving.length + piece.replaced.length === 0) return true;
  return folding.alone(async () => {
    if (tables.upheavals !== upheavals) return false;
    const rows = piece.kind === 'operations' ? tables.operations : tables.records;
    await rows.moving(async () => {
      await tables.ports.guard(() => writePiece(folding, piece));
      await tables.announce(piece.packs);
      const directory = await rows.directory();
      for (const { n } of piece.replaced) directory.dropPack(n);
    });
    return isDisturbed?.() !== true;
  });
}

async function writePiece({ tables, raised }: Folding, { kind, packs, leaving, replaced }: Piece): Promise<void> {
  const { database } = tables.ports;
  const unchanged = leaving.filter((row) => !tables.touched?.has(`${kind} ${keyOf(row)}`));
  const keys = unchanged.map(({ scope, id }): [string, string] => [scope, id]);
  const overlays = kind === 'operations' ? [database.operations] : [database.records, database.catalogue];
  const lists = (some: readonly { readonly list: unknown }[]) => some.filter(({ list }) => list !== null).length;
  raised.counts = await database.transaction(
    'rw',
    [...packTables.map((name) => database[name]), ...overlays, database.meta],
    async () => {
      const before = await readCounts(database);
      const listed = await database.packLists
        .where(':id')
        .anyOf(replaced.map(({ scope, n }) => [scope, n]))
        .count();
      const counts = {
        ...before,
        [kind]: before[kind] - keys.length,
        packs: before.packs + packs.length - replaced.length,
        lists: before.lists + lists(packs) - listed,
      };
      await Promise.all([
        ...tables.put(packs),
        ...tables.delete(replaced),
        ...overlays.map((table) => table.bulkDelete(keys)),
        writeCounts(database, counts),
      ]);
      return counts;
    },
  );
}
