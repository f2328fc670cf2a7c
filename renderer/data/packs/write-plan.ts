/** Where each row of a write goes: many at once become packs, few stay rows. Everything is sealed before the transaction. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { StoreChange } from '../../../shared/sync/ports.ts';
import type { Directory } from './directory.ts';
import { grouped, inPieces } from './grouped.ts';
import { entryOf, type NewPack, packOfOperations, packOfRecords, sealPack } from './make-pack.ts';
import { goneRows, sealEntry, sealOperation, sealState } from './overlay.ts';
import type { PackLimits } from './pack-limits.ts';
import { packsReadyIn } from './ready-pack.ts';
import type { Seal } from './seal.ts';

export interface Keyed {
  readonly scope: string;
  readonly id: string;
}

export interface WritePlan {
  readonly packs: readonly NewPack[];
  readonly operations: readonly Awaited<ReturnType<typeof sealOperation>>[];
  readonly records: readonly (Keyed & { readonly sealed: Uint8Array | null })[];
  readonly catalogue: readonly (Keyed &
    Pick<CatalogueEntry, 'type' | 'parent' | 'conflicts'> & { sealed: Uint8Array | null })[];
  /** Those of the rows that may be in the overlay already. */
  readonly again: { readonly operations: readonly Keyed[]; readonly records: readonly Keyed[] };
  /** Rows that leave the overlay: what a new pack says of them, or nothing, holds now. */
  readonly leaving: { readonly operations: readonly Keyed[]; readonly records: readonly Keyed[] };
}

export interface Planning {
  readonly seal: Seal;
  readonly limits: PackLimits;
  readonly operations: Directory;
  readonly records: Directory;
  /** True while rows are being folded: what leaves now must not come back with their pack. */
  readonly isFolding: boolean;
  /** The number of the next pack. */
  next(): number;
}

/** Plans a write. Changes nothing. */
export async function planWrite(change: StoreChange, planning: Planning): Promise<WritePlan> {
  const { seal } = planning;
  const operations = splitOperations(change.operations ?? [], planning);
  const records = splitRecords(change.records ?? [], planning);
  const put = new Set((change.records ?? []).map(keyOf));
  const removed = (change.recordsRemove ?? []).filter((one) => !put.has(keyOf(one)));
  const [hidden, deleted] = parted(removed, ({ id }) => planning.isFolding || planning.records.mayBePacked(id));
  const gone = hidden.map(goneRows);
  const packed = { operations: operations.packed.flat(), records: records.packed.flat() };
  const inOverlay = {
    operations: ({ scope, id }: Keyed) => planning.operations.mayOverlay(scope, id),
    records: ({ scope, id }: Keyed) => planning.records.mayOverlay(scope, id),
  };
  return {
    again: {
      operations: operations.rows.filter(inOverlay.operations),
      records: [...hidden, ...records.rows].filter(inOverlay.records),
    },
    packs: await Promise.all([
      ...operations.packed.map((rows) => sealPack(seal, planning.next(), packOfOperations(rows))),
      ...records.packed.map((rows) => sealPack(seal, planning.next(), packOfRecords(rows))),
      ...packsReadyIn(change).map((pack) => sealPack(seal, planning.next(), pack)),
    ]),
    operations: await Promise.all(operations.rows.map((operation) => sealOperation(seal, operation))),
    records: [
      ...gone.map(({ state }) => state),
      ...(await Promise.all(records.rows.map((state) => sealState(seal, state)))),
    ],
    catalogue: [
      ...gone.map(({ entry }) => entry),
      ...(await Promise.all(records.rows.flatMap(entryOf).map((entry) => sealEntry(seal, entry)))),
    ],
    leaving: {
      operations: packed.operations.filter(inOverlay.operations),
      records: [...deleted, ...packed.records.filter(inOverlay.records)],
    },
  };
}

export const keyOf = ({ scope, id }: Keyed) => `${scope} ${id}`;

function splitOperations(operations: readonly StoredOperation[], { limits }: Planning) {
  if (operations.length < limits.least.operations) return { rows: operations, packed: [] };
  const groups = [...grouped(operations, ({ scope }) => scope).values()];
  const [many, few] = parted(groups, ({ length }) => length >= limits.least.operations);
  return { rows: few.flat(), packed: many.flatMap((group) => inPieces(group, limits.most.operations)) };
}

function splitRecords(records: readonly RecordState[], { limits }: Planning) {
  if (records.length < limits.least.records) return { rows: records, packed: [] };
  const groups = [...grouped(records, ({ scope, type }) => `${scope} ${type}`).values()];
  const [many, few] = parted(groups, ({ length }) => length >= limits.least.records);
  return { rows: few.flat(), packed: many.flatMap((group) => inPieces(group, limits.most.records)) };
}

function parted<T>(rows: readonly T[], isFirst: (row: T) => boolean): [T[], T[]] {
  return [rows.filter(isFirst), rows.filter((row) => !isFirst(row))];
}
