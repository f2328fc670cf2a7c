/**
 * A pack of the hub made ready for the store by whatever thread ([PK10]): records that stand alone in it, with all their operations,
 * become the very rows that the store would make of them. Invariant: nothing here knows what the store holds; whether that matters is asked there.
 */
import { idBytes } from '../../../shared/base/ids.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { thisEdition } from '../../../shared/domain/edition.ts';
import { erasureIn } from '../../../shared/domain/erasure/erasure.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { digestOfIds } from '../../../shared/protocol/digest.ts';
import { identifyPack, type PackPlace } from '../../../shared/protocol/pack.ts';
import type { PlacedOperation } from '../../../shared/protocol/page.ts';
import type { IdentifiedPack, ReadyPack } from '../../../shared/sync/identified-pack.ts';
import { foldWithTexts } from '../../../shared/sync/merged-texts.ts';
import type { StoreChange } from '../../../shared/sync/ports.ts';
import { idsInto } from './columns.ts';
import { unpackEntries, writeEntries } from './entry-pack.ts';
import { grouped, inPieces } from './grouped.ts';
import { entryOf, type OpenPack, packOfOperations, packOfRecords } from './make-pack.ts';
import { type PackLimits, usualLimits } from './pack-limits.ts';

/** What this store takes as rows that were made ready. */
interface Made {
  readonly packs: readonly OpenPack[];
  /** The entries of its records, in lists that are not deflated. */
  readonly entries: readonly Uint8Array[];
}

/** Packs that a change brings ready. */
export function packsReadyIn({ ready = [] }: StoreChange): OpenPack[] {
  return ready.flatMap(({ made }) => (made as Made).packs);
}

/** The entries of the records in them. */
export function entriesReadyIn({ ready = [] }: StoreChange): CatalogueEntry[] {
  return ready.flatMap(({ made }) => (made as Made).entries.flatMap(unpackEntries));
}

/** Identifies a pack and makes of it what can be made ready; null for one that is not as its manifest says. Never throws. */
export function preparePack(payload: Uint8Array, place: PackPlace, limits = usualLimits): IdentifiedPack | null {
  const identified = identifyPack(payload, place);
  if (identified === null) return null;
  const { operations, ids } = identified;
  const ready = readyOf(operations, limits);
  return ready === null ? { ids } : { ids, ready };
}

interface Alone {
  readonly state: RecordState;
  readonly operations: readonly PlacedOperation[];
}

/** Null when too little stands alone, or when something in it erases: that has a say in everything. */
function readyOf(operations: readonly PlacedOperation[], { least, most }: PackLimits): ReadyPack | null {
  if (operations.some((operation) => erasureIn(operation) !== null)) return null;
  const alone: Alone[] = [];
  for (const own of grouped(operations, ({ record }) => record).values()) {
    const state = standsAlone(own) ? foldWithTexts(own, thisEdition.declarationOf) : null;
    if (state !== null) alone.push({ state, operations: own });
  }
  const types = [...grouped(alone, ({ state }) => state.type)].filter(([, { length }]) => length >= least.records);
  const taken = types.flatMap(([, records]) => records);
  const records = new Set(taken.map(({ state }) => state.id));
  const own = operations.filter(({ record }) => records.has(record));
  // What is left over is copied from thread to thread as it is, which is dear.
  if (own.length < least.operations || own.length * 2 < operations.length) return null;
  const states = types
    .flatMap(([, records]) => inPieces(records, most.records))
    .map((some) => some.map(({ state }) => state));
  const entries = states.map((some) => some.flatMap(entryOf));
  const packs = [
    ...inPieces(own, most.operations).map(packOfOperations),
    ...states.map((some, at) => packOfRecords(some, entries[at])),
  ];
  const ids = idsInto(
    new Uint8Array(own.length * idBytes),
    0,
    own.map(({ id }) => id),
  );
  const rows = {
    scope: own[0]?.scope ?? '',
    ids,
    digest: digestOfIds(ids),
    records: [...records],
    types: types.map(([type]) => type),
    lamport: own.reduce((highest, { lamport }) => Math.max(highest, lamport), 0),
    made: { packs, entries: entries.filter(({ length }) => length > 0).map(writeEntries) } satisfies Made,
  };
  return {
    rows,
    rest: own.length === operations.length ? [] : operations.filter(({ record }) => !records.has(record)),
  };
}

/** Whether a record begins in these operations of it, and they supersede each other alone: nothing that came before has a say in it. */
function standsAlone(operations: readonly PlacedOperation[]): boolean {
  const ids = new Set(operations.map(({ id }) => id));
  return (
    ids.size === operations.length &&
    operations.some(({ kind }) => kind === 'create') &&
    operations.every(({ supersedes }) => supersedes.every((id) => ids.has(id)))
  );
}
