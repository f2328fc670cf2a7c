/**
 * What an update finds: a database as an edition before left it. Its rows are those that are there, its version is the one before
 * (dexie-tables.ts), and the note of who wrote it is gone, so that the next start writes it anew: all of it from the journal for
 * another `edition` ([EV7], [JR6]), the entries for other `declarations` ([EV6]).
 */
import type { Page } from 'playwright-core';

export type WrittenAnewBy = 'edition' | 'declarations';

/** Dexie counts in tens: version 4 is 40. */
const versionBefore = 40;

/** Puts the older database in the place of the one that is there. On the locked window: nobody has it open then. */
export async function makeOlder(page: Page, note: WrittenAnewBy): Promise<void> {
  await page.evaluate(putOlder, [note, versionBefore] as const);
  const { version, noted } = await page.evaluate(lookAt, note);
  if (version !== versionBefore || noted) throw new Error('The database is not older than it was');
}

/** Whether the database of an open laptop is of today's version and has the note again. */
export async function isUpdated(page: Page, note: WrittenAnewBy): Promise<boolean> {
  const { version, noted } = await page.evaluate(lookAt, note);
  return version > versionBefore && noted;
}

/** Runs in the page. */
async function putOlder([note, version]: readonly [string, number]): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('waypost-'))?.name as string;
  const today = await done(indexedDB.open(name));
  const stores = today.transaction([...today.objectStoreNames]);
  const kept = await Promise.all(
    [...today.objectStoreNames].map(async (store) => {
      const table = stores.objectStore(store);
      const indexes = [...table.indexNames].map((index) => table.index(index));
      return {
        store,
        keyPath: table.keyPath,
        indexes,
        rows: (await done(table.getAll())) as { readonly name?: string }[],
      };
    }),
  );
  today.close();
  await done(indexedDB.deleteDatabase(name));
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const { store, keyPath, indexes } of kept) {
      const table = opening.result.createObjectStore(store, { keyPath });
      for (const index of indexes) table.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry });
    }
  };
  const older = await done(opening);
  const writing = older.transaction([...older.objectStoreNames], 'readwrite');
  for (const { store, rows } of kept) {
    for (const row of rows) if (store !== 'meta' || row.name !== note) writing.objectStore(store).put(row);
  }
  await new Promise((resolve, reject) => {
    writing.oncomplete = resolve;
    writing.onerror = reject;
  });
  older.close();
}

/** Runs in the page. */
async function lookAt(note: string): Promise<{ readonly version: number; readonly noted: boolean }> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('waypost-'))?.name as string;
  const database = await done(indexedDB.open(name));
  const noted = (await done(database.transaction('meta').objectStore('meta').get(note))) !== undefined;
  const { version } = database;
  database.close();
  return { version, noted };
}
