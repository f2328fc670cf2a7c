/**
 * The tables of the local database. Scope comes first in every key of what belongs to one, so that a lost scope is one
 * key range (sync.md 24). A change of this file is a new `version` with its own test, never an edit of an old one.
 */
import { Dexie, type Table } from 'dexie';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Cursor, NotAccepted, OutboxEntry } from '../../shared/sync/ports.ts';

type ScopedKey = [scope: string, id: string];

interface PackNote {
  /** Counts up. */
  readonly n: number;
  readonly type: string;
  readonly scope: string;
  readonly id: string;
}

export interface LocalTables {
  readonly operations: Table<StoredOperation, ScopedKey>;
  readonly records: Table<RecordState, ScopedKey>;
  readonly catalogue: Table<CatalogueEntry, ScopedKey>;
  /** All entries of a type in one row, as they were up to a note (catalogue-packs.ts). */
  readonly packs: Table<{ readonly type: string; readonly upTo: number; readonly entries: Uint8Array }, string>;
  /** Which entries were written since. */
  readonly packNotes: Table<PackNote, number>;
  readonly outbox: Table<OutboxEntry, string>;
  readonly notAccepted: Table<NotAccepted, string>;
  readonly cursors: Table<Cursor, string>;
  readonly lamports: Table<{ readonly scope: string; readonly highest: number }, string>;
  readonly chunks: Table<{ readonly hash: string; readonly bytes: Uint8Array }, string>;
  readonly meta: Table<{ readonly name: string; readonly value: unknown }, string>;
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
    // The default, relaxed, loses what it acknowledged when the power goes (security.md, fact 1).
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
  return database;
}
