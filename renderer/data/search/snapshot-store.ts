/**
 * Where search snapshots lie between two starts: a database of their own beside the library, one row for each scope and
 * one that says which rows belong together. Names are random ids; what is in a row passes through one hook that seals it.
 */
import type { ScopeId } from '../../../shared/base/ids.ts';
import { crc32c } from '../../../shared/protocol/crc32c.ts';

/** Seals what goes to the disk and opens what comes from it; null for what is not ours or not whole. */
export interface SnapshotSealer {
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array | null>;
}

/** A checksum against rot, and no secrecy: for a laptop without a vault. */
export const checksumSealer: SnapshotSealer = {
  async seal(bytes) {
    const sealed = new Uint8Array(bytes.length + 4);
    sealed.set(bytes, 4);
    new DataView(sealed.buffer).setUint32(0, crc32c(bytes));
    return sealed;
  },
  async unseal(sealed) {
    if (sealed.length < 4) return null;
    const bytes = sealed.subarray(4);
    const sum = new DataView(sealed.buffer, sealed.byteOffset).getUint32(0);
    return crc32c(bytes) === sum ? bytes : null;
  },
};

/** Rows by name: those of the scopes, and the list of them under an empty name. */
export type SnapshotRows = ReadonlyMap<ScopeId, Uint8Array>;

export interface SnapshotStore {
  /** Every row; empty when there is none or when they cannot be read. */
  load(): Promise<SnapshotRows>;
  /** Puts and removes rows at once, or not at all. */
  save(put: SnapshotRows, remove: readonly ScopeId[]): Promise<void>;
}

const tableName = 'snapshots';

/** Opens the database when it is first asked. A snapshot is worth no fault: what fails is an empty store. */
export function createSnapshotStore(name: string, factory = globalThis.indexedDB): SnapshotStore {
  let opened: Promise<IDBDatabase> | null = null;
  const open = () => {
    opened ??= openDatabase(factory, name);
    return opened;
  };
  return {
    async load() {
      try {
        const table = (await open()).transaction(tableName, 'readonly').objectStore(tableName);
        const [keys, values] = await Promise.all([settled(table.getAllKeys()), settled(table.getAll())]);
        return new Map(keys.map((key, at) => [String(key), values[at] as Uint8Array]));
      } catch {
        return new Map();
      }
    },
    async save(put, remove) {
      const transaction = (await open()).transaction(tableName, 'readwrite');
      const table = transaction.objectStore(tableName);
      for (const key of remove) table.delete(key);
      for (const [key, bytes] of put) table.put(bytes, key);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      });
    },
  };
}

async function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(tableName);
  const database = await settled(request);
  // Somebody deletes it: nothing here is worth standing in the way.
  database.onversionchange = () => database.close();
  return database;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
