/** The walk over everything of a scope: pack after pack, then the overlay. */
import { Dexie } from 'dexie';
import type { PackKind } from '../dexie-tables.ts';
import type { Directory, PackHead } from './directory.ts';
import { openRows } from './overlay.ts';
import type { PackedRows, RowsByKind } from './packed-rows.ts';

/** Rows in pieces of at most `limit`. Nothing may be folded while it is under way. */
export async function* walkRows<K extends PackKind>(
  rows: PackedRows<K>,
  scope: string,
  limit: number,
): AsyncGenerator<RowsByKind[K][]> {
  const directory = await rows.directory();
  let piece: RowsByKind[K][] = [];
  for (const head of directory.packsIn(scope)) {
    for (const row of await newestOf(rows, directory, head)) {
      piece.push(row);
      if (piece.length < limit) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
  yield* walkOverlay(rows, scope, limit);
}

/** What of a pack still holds. */
export async function newestOf<K extends PackKind>(
  rows: PackedRows<K>,
  directory: Directory,
  head: PackHead,
): Promise<RowsByKind[K][]> {
  const [all] = await rows.read([head]);
  const newest: RowsByKind[K][] = [];
  for (const [id, row] of all ?? []) if (await rows.isNewest(directory, head, id)) newest.push(row);
  return newest;
}

async function* walkOverlay<K extends PackKind>(
  { table, kind, ports }: PackedRows<K>,
  scope: string,
  limit: number,
): AsyncGenerator<RowsByKind[K][]> {
  const { guard, seal } = ports;
  for (let after = ''; ; ) {
    const range = table.where(':id').between([scope, after], [scope, Dexie.maxKey], after === '', false);
    const found = await guard(() => range.limit(limit).toArray());
    const opened = await openRows(seal, kind, found);
    if (opened.length > 0) yield opened as unknown as RowsByKind[K][];
    if (found.length < limit) return;
    after = (found.at(-1) as { readonly id: string }).id;
  }
}
