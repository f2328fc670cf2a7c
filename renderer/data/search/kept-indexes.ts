/** From snapshot rows to indexes and back: which rows belong together, what they stand for, which are not whole. */
import type { ScopeId } from '../../../shared/base/ids.ts';
import { SearchIndex } from '../../../shared/domain/search/search-index.ts';
import { decodeSnapshot, encodeSnapshot, snapshotEdition } from '../../../shared/domain/search/snapshot.ts';
import type { StorePlace } from '../../../shared/sync/changed-since.ts';
import type { SnapshotRows, SnapshotSealer } from './snapshot-store.ts';

/** The row that names the others: no scope has an empty id. */
const listName = '';

/** Everything in the rows up to this place is in them. */
interface SnapshotList extends StorePlace {
  readonly edition: number;
  readonly recipe: string;
  /** The position at which each row was written: one from another time does not belong here. */
  readonly scopes: Readonly<Record<ScopeId, number>>;
}

export interface KeptIndexes {
  readonly place: StorePlace;
  readonly indexes: ReadonlyMap<ScopeId, SearchIndex>;
  readonly writtenAt: Readonly<Record<ScopeId, number>>;
  /** Scopes that had a row which cannot be used: to be built anew. */
  readonly lost: readonly ScopeId[];
}

/** What the rows hold for a store of this life, or null when they are of no use: build everything anew. */
export async function readKept(
  rows: SnapshotRows,
  sealer: SnapshotSealer,
  wanted: { readonly life: string; readonly recipe: string },
): Promise<KeptIndexes | null> {
  const list = await readList(rows.get(listName), sealer);
  if (list === null || list.edition !== snapshotEdition) return null;
  if (list.life !== wanted.life || list.recipe !== wanted.recipe) return null;
  const indexes = new Map<ScopeId, SearchIndex>();
  const lost: ScopeId[] = [];
  for (const [scope, position] of Object.entries(list.scopes)) {
    const bytes = await unsealed(rows.get(scope), sealer);
    const snapshot = bytes && decodeSnapshot(bytes);
    if (snapshot?.head.life === list.life && snapshot.head.position === position) {
      indexes.set(scope, new SearchIndex(snapshot.parts));
    } else lost.push(scope);
  }
  const { life, position } = list;
  return { place: { life, position }, indexes, writtenAt: list.scopes, lost };
}

/** Rows for the indexes that changed, and the list over all. */
export async function writeKept(
  all: ReadonlyMap<ScopeId, SearchIndex>,
  changed: ReadonlySet<ScopeId>,
  sealer: SnapshotSealer,
  { place, recipe, writtenAt }: { place: StorePlace; recipe: string; writtenAt: Readonly<Record<ScopeId, number>> },
): Promise<{ readonly rows: SnapshotRows; readonly writtenAt: Readonly<Record<ScopeId, number>> }> {
  const rows = new Map<ScopeId, Uint8Array>();
  const scopes: Record<ScopeId, number> = {};
  for (const [scope, index] of all) {
    const before = writtenAt[scope];
    scopes[scope] = before === undefined || changed.has(scope) ? place.position : before;
    if (before !== undefined && !changed.has(scope)) continue;
    const head = { ...place, recipe };
    rows.set(scope, await sealer.seal(encodeSnapshot({ head, parts: index.parts() })));
  }
  const list: SnapshotList = { ...place, edition: snapshotEdition, recipe, scopes };
  rows.set(listName, await sealer.seal(new TextEncoder().encode(JSON.stringify(list))));
  return { rows, writtenAt: scopes };
}

async function readList(row: Uint8Array | undefined, sealer: SnapshotSealer): Promise<SnapshotList | null> {
  const bytes = await unsealed(row, sealer);
  if (bytes === null) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as SnapshotList;
  } catch {
    return null;
  }
}

async function unsealed(row: Uint8Array | undefined, sealer: SnapshotSealer): Promise<Uint8Array | null> {
  return row instanceof Uint8Array ? sealer.unseal(row) : null;
}
