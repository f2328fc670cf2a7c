import { IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import { playbookId } from '../../test/support/engine-life.ts';
import { person, scopeA, scopeB, uuidNumbered } from '../../test/support/network.ts';
import { storedOperation } from '../../test/support/stored-operation.ts';
import { openDexieStore } from './dexie-store.ts';
import { inPieces } from './packs/grouped.ts';
import { usualLimits } from './packs/pack-limits.ts';
import { readEntries } from './packs/packed-lists.ts';

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

/** So many operations of one record, numbered from `first` on. */
const operationsFrom = (first: number, count: number): StoredOperation[] =>
  Array.from({ length: count }, (_, n) => ({
    id: (first + n).toString(16).padStart(32, '0'),
    seq: first + n,
    kind: 'set',
    scope: scopeA,
    type: 'playbook',
    record: uuidNumbered(0xab, 1),
    field: 'title.en',
    value: `Title ${first + n}`,
    supersedes: [],
    tx: uuidNumbered(0xac, 1),
    lamport: first + n,
    wall: 0,
    schema: 1,
    origin: { author: person(1), device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0xde, 1) },
  }));

test('a first pull asks the disk nothing, and is a few rows', async () => {
  const store = await openDexieStore({ name: 'library', indexedDB: new IDBFactory(), IDBKeyRange });
  await store.write({ meta: { begun: true } });
  expect(await store.operations(['ff'.repeat(16)])).toEqual([]);
  const asked = [
    vi.spyOn(IDBObjectStore.prototype, 'count'),
    vi.spyOn(IDBObjectStore.prototype, 'get'),
    vi.spyOn(IDBIndex.prototype, 'getAll'),
    vi.spyOn(IDBObjectStore.prototype, 'delete'),
  ];
  const put = vi.spyOn(IDBObjectStore.prototype, 'add');
  const pulled = operationsFrom(1, 1_000);
  expect(await store.operations(pulled.map(({ id }) => id))).toEqual([]);
  // What has a place waits no more, whether it ever did or not.
  await store.write({ operations: pulled, outboxRemove: pulled.map(({ id }) => id) });
  expect(asked.flatMap(({ mock }) => mock.calls).length).toBeLessThan(5);
  expect(put.mock.calls.length).toBe(2);
  vi.restoreAllMocks();
});

test('rows are counted right and found when many come at once, some of them again', async () => {
  const indexedDB = new IDBFactory();
  const store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  await store.write({ operations: operationsFrom(1, 600) });
  await store.write({ operations: operationsFrom(301, 600) });
  await store.write({ operations: operationsFrom(900, 2) });
  expect(await store.isWhole()).toBe(true);
  const asked = operationsFrom(500, 450).reverse();
  const found = (await store.operations(asked.map(({ id }) => id))).map(({ id }) => id);
  expect(found).toEqual(asked.filter(({ seq }) => (seq ?? 0) <= 901).map(({ id }) => id));
  await store.close();
  const again = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  expect(await again.isWhole()).toBe(true);
});

test('an answer for all that waited asks the disk little, and leaves what does not wait', async () => {
  const indexedDB = new IDBFactory();
  const store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  // Saved in small pieces: rows of the overlay. One of them more stays without a place.
  const saved = operationsFrom(1, 401).map((operation) => ({ ...operation, seq: null }));
  const ids = saved.map(({ id }) => id);
  for (const piece of inPieces(saved, 100)) {
    await store.write({ operations: piece, outboxAdd: piece.map(({ id }) => id) });
  }
  const [counted, deleted] = [
    vi.spyOn(IDBObjectStore.prototype, 'count'),
    vi.spyOn(IDBObjectStore.prototype, 'delete'),
  ];
  await store.write({ operations: operationsFrom(1, 100), outboxRemove: ids.slice(0, 100) });
  expect([counted.mock.calls.length, deleted.mock.calls.length]).toEqual([0, 100]);
  expect(await store.outboxIds(1_000)).toEqual(ids.slice(100));
  await store.write({ operations: operationsFrom(101, 100), outboxRemove: [...ids.slice(100), 'ff'.repeat(16)] });
  expect([counted.mock.calls.length, deleted.mock.calls.length]).toEqual([0, 100]);
  vi.restoreAllMocks();
  expect(await store.outboxCount()).toBe(0);
  await store.write({ outboxAdd: ids.slice(0, 2) });
  expect(await store.outboxIds(1_000)).toEqual(ids.slice(0, 2));
  expect(await store.isWhole()).toBe(true);
});

test('an answer that names one twice takes that one out, and not another that waits', async () => {
  const store = await openDexieStore({ name: 'library', indexedDB: new IDBFactory(), IDBKeyRange });
  const operations = operationsFrom(1, 2).map((operation) => ({ ...operation, seq: null }));
  const [one, other] = operations.map(({ id }) => id) as [string, string];
  await store.write({ operations, outboxAdd: [one, other] });
  await store.write({ outboxRemove: [one, one] });
  expect(await store.outboxIds(10)).toEqual([other]);
});

test.each([
  { rows: 1_000, again: 24, isOpenedAgain: false, requests: { one: 24, keys: 0 } },
  { rows: 1_000, again: 24, isOpenedAgain: true, requests: { one: 24, keys: 0 } },
  { rows: 300, again: 24, isOpenedAgain: false, requests: { one: 0, keys: 1 } },
])('few rows of many are counted one by one, many by one look at the keys: $again of $rows', async (each) => {
  const indexedDB = new IDBFactory();
  const operations = operationsFrom(1, each.rows);
  let store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  for (const piece of inPieces(operations, 100)) await store.write({ operations: piece });
  if (each.isOpenedAgain) {
    await store.close();
    store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange });
  }
  const spread = operations.filter((_, n) => n % Math.floor(each.rows / each.again) === 0).slice(0, each.again);
  // What is here is known by now.
  await store.operations(spread.map(({ id }) => id));
  await store.open([uuidNumbered(0xab, 1)]);
  const one = vi.spyOn(IDBObjectStore.prototype, 'count');
  const keys = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
  try {
    await store.write({ operations: spread });
    expect({ one: one.mock.calls.length, keys: keys.mock.calls.length }).toEqual(each.requests);
  } finally {
    vi.restoreAllMocks();
  }
  // None of them was counted twice.
  expect(await store.isWhole()).toBe(true);
});

test('the children of one record are listed without reading those of others', async () => {
  const store = await openDexieStore({ name: 'library', indexedDB: new IDBFactory(), IDBKeyRange });
  const step = (n: number, parent: number) =>
    storedOperation(n, { type: 'step', record: playbookId(100 + n), field: 'playbook', value: playbookId(parent) });
  const steps = Array.from({ length: 50 }, (_, n) => step(n, n % 10));
  for (const few of inPieces(steps, 10)) {
    await store.write({ operations: few, records: few.flatMap((operation) => foldRecord([operation]) ?? []) });
  }
  const read = vi.spyOn(IDBIndex.prototype, 'getAll');
  const walked = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const listed = await store.list({ type: 'step', parent: playbookId(3) });
  expect(listed).toHaveLength(5);
  const rows = read.mock.results.map(({ value }) => (value as IDBRequest<unknown[]>).result.length);
  expect([rows, walked.mock.calls]).toEqual([[5], []]);
  vi.restoreAllMocks();
});

test('[SC2] a purged scope is in no pack either, and the counts agree', async () => {
  const packLimits = { ...usualLimits, least: { operations: 1, records: 1 } };
  const options = { name: 'library', indexedDB: new IDBFactory(), IDBKeyRange, packLimits };
  const store = await openDexieStore(options);
  const operations = [scopeA, scopeB].map((scope, n) =>
    storedOperation(n + 1, { scope, record: playbookId(n + 1), kind: 'create', field: '@exists', value: null }),
  );
  await store.write({ operations, records: operations.flatMap((operation) => foldRecord([operation]) ?? []) });
  expect((await store.catalogueOf('playbook')).packs).toHaveLength(2);
  await store.write({ purge: [scopeA] });
  const left = await store.catalogueOf('playbook');
  expect(readEntries(left).map(({ id }) => id)).toEqual([playbookId(2)]);
  expect((await store.list({ type: 'playbook' })).map(({ id }) => id)).toEqual([playbookId(2)]);
  expect(await store.isWhole()).toBe(true);
  await store.close();
  const again = await openDexieStore(options);
  expect((await again.list({ type: 'playbook' })).map(({ id }) => id)).toEqual([playbookId(2)]);
});

/** Everything that lies in the tables of a database, as one text. */
async function bytesIn(indexedDB: IDBFactory): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('library');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const said: string[] = [];
  for (const name of database.objectStoreNames) {
    const rows = await new Promise<unknown[]>((resolve) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
    });
    const text = (_: string, value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
    said.push(JSON.stringify(rows, text));
  }
  database.close();
  return said.join('\n');
}

test('[ER5] what was written over is in no pack any more once it is renewed, and everything else stays', async () => {
  const indexedDB = new IDBFactory();
  const packLimits = { ...usualLimits, least: { operations: 3, records: 3 } };
  const store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits });
  const rows = [1, 2, 3, 4].map((n) => storedOperation(n, { record: playbookId(n), value: `Quillfeather ${n}` }));
  await store.write({ operations: rows, records: rows.flatMap((row) => foldRecord([row]) ?? []) });
  const gone = { ...(rows[1] as StoredOperation), value: null };
  await store.write({ operations: [gone], records: [foldRecord([gone]) as never] });
  expect(await bytesIn(indexedDB)).toContain('Quillfeather 2');
  const before = await store.open([1, 2, 3, 4].map(playbookId));
  // A walk under way holds it back.
  const walk = store.scan(rows[0]?.scope ?? '', 1)[Symbol.asyncIterator]();
  await walk.next();
  const renewing = store.write({ renew: { operations: [gone.id], records: [playbookId(2)] } });
  await walk.return?.();
  await renewing;
  const left = await bytesIn(indexedDB);
  expect(left).not.toContain('Quillfeather 2');
  for (const n of [1, 3, 4]) expect(left).toContain(`Quillfeather ${n}`);
  expect(await store.open([1, 2, 3, 4].map(playbookId))).toEqual(before);
  expect(await store.history(playbookId(2))).toEqual([gone]);
  expect(await store.isWhole()).toBe(true);
});
