import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect } from 'vitest';
import { type DexieStore, openDexieStore } from '../../renderer/data/dexie-store.ts';
import { type PackLimits, usualLimits } from '../../renderer/data/packs/pack-limits.ts';
import { plainSeal, type Seal } from '../../renderer/data/packs/seal.ts';
import { smallPacks } from '../support/small-packs.ts';
import { testSeal } from '../support/test-seal.ts';
import { formerDatabaseSuite } from './former-database.suite.ts';
import { makeFormerLibrary } from './former-database.ts';
import { type StoreUnderTest, storeSuite } from './store.suite.ts';
import { storePacksSuite } from './store-packs.suite.ts';

const made =
  (packLimits: PackLimits, seal: Seal = plainSeal) =>
  async (): Promise<StoreUnderTest> => {
    const indexedDB = new IDBFactory();
    const open = () => openDexieStore({ name: 'suite', indexedDB, IDBKeyRange, packLimits, seal });
    return { open, reopens: true, openAfterCrash: open, tidy: (store) => (store as DexieStore).fold() };
  };
storeSuite('Dexie', made(usualLimits));
storeSuite('Dexie, everything in packs', made(smallPacks));
storeSuite('Dexie, sealed', made(usualLimits, testSeal()));
storePacksSuite('Dexie', made(usualLimits));
storePacksSuite('Dexie, small packs', made(smallPacks));

formerDatabaseSuite('Dexie', async (version) => {
  const indexedDB = new IDBFactory();
  await makeFormerLibrary({ name: 'former', indexedDB, IDBKeyRange }, version);
  const store = await openDexieStore({ name: 'former', indexedDB, IDBKeyRange, packLimits: smallPacks });
  expect(await store.isWhole()).toBe(true);
  return store;
});
