/**
 * The tables of the local database. Scope comes first in every key of what belongs to one, so that a lost scope is one
 * key range. A change of this file is a new `version` with its own test, never an edit of an old one.
 */
import { Dexie, type Table } from 'dexie';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Cursor, NotAccepted, OutboxEntry } from '../../shared/sync/ports.ts';
import type { PackHead } from './packs/directory.ts';
import type { ChunkRow, MetaValue, SmallRow } from './small-rows.ts';

type ScopedKey = [scope: string, id: string];

/**
 * A row of the overlay: its key and what indexes need, and the rest sealed; null for a record that went while a pack still
 * holds it. Rows of versions 1 to 3 lie there as they were, open, until they are folded.
 */
export type OverlayRow<T, Keys extends keyof T = never> =
  | (Pick<T, Keys> & { readonly scope: string; readonly id: string; readonly sealed: Uint8Array | null })
  | T;

/** Which rows a pack holds. */
export type PackKind = 'operations' | 'records';

/** The head of a pack: what the directory is built from at a start, without reading any body. */
export interface PackHeadRow extends Pick<PackHead, 'scope' | 'n' | 'type' | 'count' | 'conflicts'> {
  readonly kind: PackKind;
  /** Numbers of 32 bits, those of its ids first. */
  readonly tails: Uint32Array;
  readonly ids: number;
}

export interface PackListRow {
  readonly scope: string;
  readonly n: number;
  readonly type: string;
  readonly sealed: Uint8Array;
}

type PackKey = [scope: string, n: number];

export interface LocalTables {
  /** The overlay: what was written in small pieces since packs were made. It wins over every pack. */
  readonly operations: Table<OverlayRow<StoredOperation, 'record'>, ScopedKey>;
  readonly records: Table<OverlayRow<RecordState>, ScopedKey>;
  readonly catalogue: Table<OverlayRow<CatalogueEntry, 'type' | 'parent' | 'conflicts'>, ScopedKey>;
  /** The packs: immutable, many rows in one (packs/). */
  readonly packHeads: Table<PackHeadRow, PackKey>;
  readonly packBodies: Table<{ readonly scope: string; readonly n: number; readonly sealed: Uint8Array }, PackKey>;
  /** What lists need of a pack of records, apart from its body. */
  readonly packLists: Table<PackListRow, PackKey>;
  readonly outbox: Table<OutboxEntry, string>;
  readonly notAccepted: Table<SmallRow<NotAccepted, 'id'>, string>;
  readonly cursors: Table<Cursor, string>;
  readonly lamports: Table<{ readonly scope: string; readonly highest: number }, string>;
  readonly chunks: Table<ChunkRow, string>;
  readonly meta: Table<SmallRow<MetaValue, 'name'>, string>;
}

export type LocalDatabase = Dexie & LocalTables;

export interface DatabaseOptions {
  readonly name: string;
  /** Tests hand in fake-indexeddb. */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

/** Describes the database; opens nothing yet. */
export function describeDatabase({ name, indexedDB, IDBKeyRange }: DatabaseOptions): LocalDatabase {
  const database = new Dexie(name, {
    // The default, relaxed, loses what it acknowledged when the power goes.
    chromeTransactionDurability: 'strict',
    ...(indexedDB === undefined ? {} : { indexedDB }),
    ...(IDBKeyRange === undefined ? {} : { IDBKeyRange }),
  }) as LocalDatabase;
  database.version(1).stores({
    operations: '[scope+id], id, record',
    records: '[scope+id], id',
    catalogue: '[scope+id], type, conflicts',
    outbox: 'id, position',
    notAccepted: 'id',
    cursors: 'scope',
    lamports: 'scope',
    chunks: 'hash',
    meta: 'name',
  });
  // The children of one record are read without those of all others. The database fills a new index from the rows it has.
  database.version(2).stores({ catalogue: '[scope+id], type, conflicts, [parent+type]' });
  // Long lists come in one row; what packs there are is found out once there is time.
  database.version(3).stores({ packs: 'type', packNotes: 'n, type' });
  // Many rows in one. Rows that are there stay valid, as the overlay; the packed lists of version 3 were a copy of them.
  database.version(4).stores({
    packs: null,
    packNotes: null,
    packHeads: '[scope+n], kind',
    packBodies: '[scope+n]',
    packLists: '[scope+n], type',
  });
  // Lists of packs are deflated; those that are there are read as they are. An edition before would take the new ones for damaged.
  database.version(5).stores({});
  return database;
}
