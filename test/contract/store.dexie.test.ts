import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect } from 'vitest';
import { openDexieStore } from '../../renderer/data/dexie-store.ts';
import { formerDatabaseSuite } from './former-database.suite.ts';
import { makeFormerLibrary } from './former-database.ts';
import { storeSuite } from './store.suite.ts';

storeSuite('Dexie', async () => {
  const indexedDB = new IDBFactory();
  const open = () => openDexieStore({ name: 'suite', indexedDB, IDBKeyRange });
  return { open, reopens: true, openAfterCrash: open };
});

formerDatabaseSuite('Dexie', async () => {
  const indexedDB = new IDBFactory();
  await makeFormerLibrary({ name: 'former', indexedDB, IDBKeyRange });
  const store = await openDexieStore({ name: 'former', indexedDB, IDBKeyRange });
  expect(await store.isWhole()).toBe(true);
  return store;
});
