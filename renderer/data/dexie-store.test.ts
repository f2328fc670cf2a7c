import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openDexieStore } from './dexie-store.ts';

/** A factory whose first openings fail with errors of these names. */
function failing(factory: IDBFactory, names: string[]): IDBFactory {
  return new Proxy(factory, {
    get(target, name: keyof IDBFactory) {
      if (name !== 'open') return target[name].bind(target);
      return (...args: Parameters<IDBFactory['open']>) => {
        const fault = names.shift();
        if (fault !== undefined) throw new DOMException('Planted', fault);
        return target.open(...args);
      };
    },
  });
}

async function filled() {
  const indexedDB = new IDBFactory();
  const store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  await store.write({ meta: { kept: true } });
  await store.close();
  return indexedDB;
}

test('[DV2] a database that does not open at once is tried again before it is given up', async () => {
  const indexedDB = await filled();
  const store = await openDexieStore({ name: 'library', indexedDB: failing(indexedDB, ['DataError']), IDBKeyRange });
  expect(await store.meta('kept')).toBe(true);
  expect(await store.isWhole()).toBe(true);
});

test.each(['QuotaExceededError', 'VersionError'])('[DV2] a database is never deleted for a %s', async (name) => {
  const indexedDB = await filled();
  const opening = openDexieStore({ name: 'library', indexedDB: failing(indexedDB, [name, name, name]), IDBKeyRange });
  await expect(opening).rejects.toThrow();
  const store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  expect(await store.meta('kept')).toBe(true);
});

test('a database that never opens is made anew, to be rebuilt from the journal', async () => {
  const indexedDB = await filled();
  const broken = failing(indexedDB, ['DataError', 'DataError']);
  const store = await openDexieStore({ name: 'library', indexedDB: broken, IDBKeyRange });
  expect(await store.meta('kept')).toBeUndefined();
});
