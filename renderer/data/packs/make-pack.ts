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

/** The rows of a pack as any thread makes them: without a number, and open. */
export interface OpenPack {
  readonly head: Omit<PackHeadRow, 'n'>;
  readonly body: Uint8Array;
  /** Null for operations, and for records of a type that nobody here lists. */
  readonly list: Uint8Array | null;
}

/** The pack of operations of one scope. */
export function packOfOperations(operations: readonly StoredOperation[]): OpenPack {
  const scope = operations[0]?.scope ?? '';
  const owners = tailsOf(operations.map(({ record }) => record));
  const ids = tailsOf(operations.map(({ id }) => id));
  const { length: count } = operations;
  const head = { scope, kind: 'operations' as const, type: '', count, conflicts: 0, ...joined(ids, owners) };
  return { head, body: packOperations(operations), list: null };
}

/** The pack of records of one scope and type, and what lists show of them. */
export function packOfRecords(states: readonly RecordState[], entries = states.flatMap(entryOf)): OpenPack {
  const { scope = '', type = '' } = states[0] ?? {};
  const ids = tailsOf(states.map(({ id }) => id));
  const owners = tailsOf(entries.map(({ parent }) => parent));
  const conflicts = entries.filter((entry) => entry.conflicts > 0).length;
  const head = { scope, kind: 'records' as const, type, count: states.length, conflicts, ...joined(ids, owners) };
  return { head, body: packStates(states), list: entries.length === 0 ? null : packEntries(entries) };
}

/** The rows as they go to the disk. */
export async function sealPack(seal: Seal, n: number, { head, body, list }: OpenPack): Promise<NewPack> {
  const { scope, type, kind } = head;
  const place = { scope, n };
  const [sealed, sealedList] = await Promise.all([
    seal.seal(body, placeOfPack(kind, place)),
    list === null ? null : seal.seal(list, placeOfPack('lists', place)),
  ]);
  return {
    head: { ...head, n },
    body: { scope, n, sealed },
    list: sealedList === null ? null : { scope, n, type, sealed: sealedList },
  };
}

/** What lists show of a record; nothing of a type of a newer version, which is kept and not shown. */
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
