/** Making packs: rows of one scope into sealed bytes, with the head that the directory needs of them. */
import { type CatalogueEntry, catalogueEntryOf } from '../../../shared/domain/catalogue.ts';
import { thisEdition } from '../../../shared/domain/edition.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { PackHeadRow, PackListRow } from '../dexie-tables.ts';
import { tailsOf } from './directory.ts';
import { packEntries } from './entry-pack.ts';
import { packOperations } from './operation-pack.ts';
import type { Seal } from './seal.ts';
import { placeOfPack } from './shelf.ts';
import { packStates } from './state-pack.ts';

/** The rows of a pack in its three tables. */
export interface NewPack {
  readonly head: PackHeadRow;
  readonly body: { readonly scope: string; readonly n: number; readonly sealed: Uint8Array };
  /** Null for operations, and for records of a type that nobody here lists. */
  readonly list: PackListRow | null;
}

/** Packs operations of one scope. */
export async function makeOperationPack(
  seal: Seal,
  n: number,
  operations: readonly StoredOperation[],
): Promise<NewPack> {
  const scope = operations[0]?.scope ?? '';
  const sealed = await seal.seal(packOperations(operations), placeOfPack('operations', { scope, n }));
  const owners = tailsOf(operations.map(({ record }) => record));
  const ids = tailsOf(operations.map(({ id }) => id));
  const { length: count } = operations;
  const head: PackHeadRow = { scope, n, kind: 'operations', type: '', count, conflicts: 0, ...joined(ids, owners) };
  return { head, body: { scope, n, sealed }, list: null };
}

/** Packs records of one scope and type. */
export async function makeRecordPack(seal: Seal, n: number, states: readonly RecordState[]): Promise<NewPack> {
  const { scope = '', type = '' } = states[0] ?? {};
  const entries = states.flatMap(entryOf);
  const [sealed, list] = await Promise.all([
    seal.seal(packStates(states), placeOfPack('records', { scope, n })),
    entries.length === 0 ? null : seal.seal(packEntries(entries), placeOfPack('lists', { scope, n })),
  ]);
  const ids = tailsOf(states.map(({ id }) => id));
  const owners = tailsOf(entries.map(({ parent }) => parent));
  const conflicts = entries.filter((entry) => entry.conflicts > 0).length;
  const head: PackHeadRow = {
    scope,
    n,
    kind: 'records',
    type,
    count: states.length,
    conflicts,
    ...joined(ids, owners),
  };
  return { head, body: { scope, n, sealed }, list: list === null ? null : { scope, n, type, sealed: list } };
}

/** What lists show of a record; nothing of a type of a newer version, which is kept and not shown (formats.md 17). */
export function entryOf(state: RecordState): CatalogueEntry[] {
  const declaration = thisEdition.declarationOf(state.type);
  return declaration === undefined ? [] : [catalogueEntryOf(declaration, state)];
}

function joined(ids: Uint32Array, owners: Uint32Array): Pick<PackHeadRow, 'tails' | 'ids'> {
  const tails = new Uint32Array(ids.length + owners.length);
  tails.set(ids);
  tails.set(owners, ids.length);
  return { tails, ids: ids.length };
}
