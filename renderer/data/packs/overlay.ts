/** Rows of the overlay: what the database sees of them are their keys, the rest is sealed. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { OverlayRow } from '../dexie-tables.ts';
import { openJson, type Seal, sealJson } from './seal.ts';

export type OverlayTable = 'operations' | 'records' | 'catalogue';

const placeOf = (table: OverlayTable, { scope, id }: { readonly scope: string; readonly id: string }) =>
  `${table} ${scope} ${id}`;

export async function sealOperation(seal: Seal, operation: StoredOperation) {
  const { scope, id, record } = operation;
  return { scope, id, record, sealed: await sealJson(seal, placeOf('operations', operation), operation) };
}

export async function sealState(seal: Seal, state: RecordState) {
  const { scope, id } = state;
  return { scope, id, sealed: await sealJson(seal, placeOf('records', state), state) };
}

export async function sealEntry(seal: Seal, entry: CatalogueEntry) {
  const { scope, id, type, parent, conflicts } = entry;
  return { scope, id, type, parent, conflicts, sealed: await sealJson(seal, placeOf('catalogue', entry), entry) };
}

/** The type of what went: no list asks for it. */
export const goneType = '@gone';

/** Rows that say that a record went, in the table of states and in the catalogue. */
export function goneRows({ scope, id }: { readonly scope: string; readonly id: string }) {
  const row = { scope, id, sealed: null };
  return { state: row, entry: { ...row, type: goneType, parent: '', conflicts: 0 } };
}

type Row<T> = OverlayRow<T & { readonly scope: string; readonly id: string }>;

/** What a row holds; null for what went. Throws for a row that does not open. */
export async function openRow<T>(seal: Seal, table: OverlayTable, row: Row<T>): Promise<T | null> {
  if (!('sealed' in row)) return row;
  const { sealed } = row as { readonly scope: string; readonly id: string; readonly sealed: Uint8Array | null };
  return sealed === null ? null : ((await openJson(seal, placeOf(table, row), sealed)) as T);
}

/** The rows that open, without what went: a damaged one is as if it were lost. */
export async function openRows<T>(seal: Seal, table: OverlayTable, rows: readonly Row<T>[]): Promise<T[]> {
  const opened = await Promise.all(rows.map((row) => openRow(seal, table, row).catch(() => null)));
  return opened.flatMap((row) => row ?? []);
}
