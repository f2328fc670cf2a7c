import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openDexieStore } from '../../renderer/data/dexie-store.ts';
import { storeSuite } from './store.suite.ts';

storeSuite('Dexie', async () => {
  const indexedDB = new IDBFactory();
  const open = () => openDexieStore({ name: 'suite', indexedDB, IDBKeyRange });
  return { open, reopens: true, openAfterCrash: open };
});
