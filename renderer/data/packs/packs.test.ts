import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { createMemoryStore } from '../../../shared/sync/memory-store.ts';
import { foldRecord } from '../../../shared/sync/merge.ts';
import type { Store, StoreChange } from '../../../shared/sync/ports.ts';
import { playbookId } from '../../../test/support/engine-life.ts';
import { everythingOf } from '../../../test/support/everything-of.ts';
import { scopeA, scopeB } from '../../../test/support/network.ts';
import { smallPacks } from '../../../test/support/small-packs.ts';
import { storedOperation } from '../../../test/support/stored-operation.ts';
import { testSeal } from '../../../test/support/test-seal.ts';
import { type DexieStore, openDexieStore } from '../dexie-store.ts';
import { describeDatabase, type LocalTables } from '../dexie-tables.ts';
import { inflateEntries } from './entry-pack.ts';
import { readEntries } from './packed-lists.ts';
import { plainSeal, type Seal } from './seal.ts';
import { packStates, unpackStates } from './state-pack.ts';

const types = ['playbook', 'step'] as const;
const packLimits = { ...smallPacks, least: { operations: 4, records: 3 }, overlay: 3, share: 0.1 };
const most = 24;
const number = fc.integer({ min: 1, max: most });

type Deed =
  | { readonly kind: 'write'; readonly numbers: readonly number[]; readonly title: string }
  | { readonly kind: 'remove'; readonly number: number }
  | { readonly kind: 'purge'; readonly scope: string }
  /** Not waited for: the next deed comes so many turns of the event loop later, while rows are read, packed or written. */
  | { readonly kind: 'fold'; readonly turns: number }
  | { readonly kind: 'fold and wait' | 'reopen' | 'clear' };

const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const deeds = fc.array(
  fc.oneof(
    weighted(
      10,
      fc.record({
        kind: fc.constant('write' as const),
        numbers: fc.uniqueArray(number, { minLength: 1, maxLength: 20 }),
        title: fc.string({ maxLength: 5 }),
      }),
    ),
    weighted(5, fc.record({ kind: fc.constant('remove' as const), number })),
    weighted(1, fc.record({ kind: fc.constant('purge' as const), scope: fc.constantFrom(scopeA, scopeB) })),
    weighted(7, fc.record({ kind: fc.constant('fold' as const), turns: fc.integer({ min: 0, max: 40 }) })),
    weighted(4, fc.record({ kind: fc.constantFrom('fold and wait' as const, 'reopen' as const) })),
    weighted(1, fc.record({ kind: fc.constant('clear' as const) })),
  ),
  { maxLength: 25 },
);

const scopeOf = (n: number) => (n % 3 === 0 ? scopeB : scopeA);
const typeOf = (n: number) => types[n % 2 === 1 ? 0 : 1];

/** Odd numbers are playbooks, even ones steps of one of them; each write adds an operation to each. */
function changeOf(numbers: readonly number[], title: string, turn: number): StoreChange {
  const operations = numbers.map((n) => {
    const own = { type: typeOf(n), record: playbookId(n), scope: scopeOf(n) };
    const isStep = n % 2 === 0;
    return isStep
      ? storedOperation(turn * 100 + n, { ...own, field: 'playbook', value: playbookId((n + turn) % 5) })
      : storedOperation(turn * 100 + n, { ...own, value: title });
  });
  return { operations, records: operations.flatMap((operation) => foldRecord([operation]) ?? []) };
}

async function play(list: readonly Deed[], open: () => Promise<DexieStore>, model: Store): Promise<DexieStore> {
  let store = await open();
  const folding: Promise<void>[] = [];
  const both = (change: StoreChange) => Promise.all([store.write(change), model.write(change)]);
  for (const [turn, deed] of list.entries()) {
    if (deed.kind === 'write') await both(changeOf(deed.numbers, deed.title, turn));
    else if (deed.kind === 'remove')
      await both({ recordsRemove: [{ scope: scopeOf(deed.number), id: playbookId(deed.number) }] });
    else if (deed.kind === 'purge') await both({ purge: [deed.scope] });
    else if (deed.kind === 'fold') {
      folding.push(store.fold());
      for (let at = 0; at < deed.turns; at += 1) await new Promise((resolve) => setImmediate(resolve));
    } else if (deed.kind === 'fold and wait') await store.fold();
    else if (deed.kind === 'clear') await Promise.all([store.clear(), model.clear()]);
    else {
      await Promise.all(folding.splice(0));
      await store.close();
      store = await open();
    }
  }
  await Promise.all(folding);
  return store;
}

/** Everything that a store answers, in one order. */
async function allOf(store: Store, turns: number) {
  const ids = Array.from({ length: turns * 100 + 100 }, (_, n) => storedOperation(n).id);
  const records = Array.from({ length: most + 1 }, (_, n) => playbookId(n));
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  return {
    operations: await store.operations(ids),
    opened: await store.open(records),
    histories: await Promise.all(records.map((id) => store.history(id))),
    walked: await Promise.all([scopeA, scopeB].map((scope) => everythingOf(store, scope))),
    all: [...(await store.list({ withDeleted: true }))].sort(byId),
    listed: await Promise.all(types.map(async (type) => [...(await store.list({ type }))].sort(byId))),
    children: await Promise.all(
      records.slice(0, 5).map(async (parent) => [...(await store.list({ parent, type: 'step' }))].sort(byId)),
    ),
    contested: await store.list({ inConflict: true }),
  };
}

test('[LP1] packs and overlay say what a store without them says, whatever was written and folded in between', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (list) => {
      const indexedDB = new IDBFactory();
      const seal = testSeal();
      const open = () => openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits, seal });
      const model = createMemoryStore();
      const store = await play(list, open, model);
      const wanted = await allOf(model, list.length);
      expect(await allOf(store, list.length)).toEqual(wanted);
      for (const [at, type] of types.entries()) {
        const entries = readEntries(await store.catalogueOf(type)).sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(entries).toEqual(wanted.listed[at]);
      }
      expect(await store.isWhole()).toBe(true);
      await store.close();
      const again = await open();
      expect(await allOf(again, list.length)).toEqual(wanted);
      await again.close();
    }),
    { numRuns: 60 },
  );
});

/** Every row of the tables that hold what people wrote, as text. */
async function rowsOnDisk(indexedDB: IDBFactory, tables: readonly string[]): Promise<string[]> {
  const database = describeDatabase({ name: 'library', indexedDB, IDBKeyRange });
  await database.open();
  const rows = await Promise.all(tables.map((name) => database.table(name).toArray()));
  database.close();
  return rows.flat().map((row) => Object.values(row).map(textOf).join(' '));
}

const textOf = (value: unknown) =>
  ArrayBuffer.isView(value) ? Buffer.from(value.buffer).toString('latin1') : JSON.stringify(value);
const sealedTables = ['operations', 'records', 'catalogue', 'packHeads', 'packBodies', 'packLists', 'meta'];

test('[LP5] [CF13] with a seal nothing of what people wrote is on the disk, in packs and in rows alike', async () => {
  const fill = async (indexedDB: IDBFactory, seal: Seal) => {
    const store = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits, seal });
    await store.write(changeOf([1, 3, 5, 7, 9], 'Whistle', 1));
    await store.write(changeOf([3], 'Whistle again', 2));
    await store.fold();
    await store.write(changeOf([5], 'Whistle once more', 3));
    await store.write({ meta: { typedAnswers: [{ texts: ['Whistle or bell'] }] } });
    await store.close();
    return rowsOnDisk(indexedDB, sealedTables);
  };
  const open = await fill(new IDBFactory(), plainSeal);
  expect(open.filter((row) => row.includes('Whistle')).length).toBeGreaterThan(3);
  const [indexedDB, seal] = [new IDBFactory(), testSeal()];
  const sealed = await fill(indexedDB, seal);
  expect(sealed.length).toBe(open.length);
  for (const word of ['Whistle', 'title', 'value', 'fields']) {
    expect(sealed.filter((row) => row.includes(word))).toEqual([]);
  }
  const again = await openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits, seal });
  expect((await again.open([playbookId(5)]))[0]?.fields['title.en']?.[0]?.value).toBe('Whistle once more');
  expect(await again.isWhole()).toBe(true);
});

test('[LP5] what was sealed for one place opens in no other', async () => {
  const indexedDB = new IDBFactory();
  const options = { name: 'library', indexedDB, IDBKeyRange, packLimits, seal: testSeal() };
  const store = await openDexieStore(options);
  await store.write(changeOf([1, 3], 'Mine', 1));
  await store.close();
  const database = describeDatabase(options);
  const [one, two] = (await database.records.toArray()) as [SealedRow, SealedRow];
  await database.records.bulkPut([
    { ...one, sealed: two.sealed },
    { ...two, sealed: one.sealed },
  ]);
  database.close();
  const again = await openDexieStore(options);
  expect(await again.open([playbookId(1), playbookId(3)])).toEqual([]);
});

type SealedRow = { readonly scope: string; readonly id: string; readonly sealed: Uint8Array };

test('[LP4] a damaged pack is told of once, gone, and missed by the counts; everything else is still there', async () => {
  for (const table of ['packBodies', 'packLists'] as const) {
    const options = { name: 'library', indexedDB: new IDBFactory(), IDBKeyRange, packLimits };
    const store = await openDexieStore(options);
    await store.write(changeOf([1, 5, 7], 'In a pack', 1));
    await store.write(changeOf([11], 'In a row', 2));
    await store.close();
    const database = describeDatabase(options);
    await database[table].toCollection().modify({ sealed: Uint8Array.of(1, 2, 3) });
    database.close();
    const again = await openDexieStore(options);
    expect(await again.isWhole()).toBe(true);
    const told = new Promise<void>((resolve) => again.onDamage(resolve));
    const found = table === 'packBodies' ? again.open([1, 11].map(playbookId)) : again.list({ type: 'playbook' });
    expect((await found).map(({ id }) => id)).toEqual([playbookId(11)]);
    await told;
    expect(await again.isWhole()).toBe(false);
    await again.clear();
    expect(await again.isWhole()).toBe(true);
    await again.close();
  }
});

test('[LP4] a lost row of a pack shows', async () => {
  for (const table of ['packHeads', 'packBodies', 'packLists'] as const) {
    const options = { name: 'library', indexedDB: new IDBFactory(), IDBKeyRange, packLimits };
    const store = await openDexieStore(options);
    await store.write(changeOf([1, 5, 7], 'In a pack', 1));
    expect(await store.isWhole()).toBe(true);
    await store.close();
    const database = describeDatabase(options);
    await database[table].clear();
    database.close();
    expect(await (await openDexieStore(options)).isWhole()).toBe(false);
  }
});

test('[LP2] a fold leaves no row and fewer packs, and nothing is lost when it is cut off', async () => {
  const options = { name: 'library', indexedDB: new IDBFactory(), IDBKeyRange, packLimits };
  const store = await openDexieStore(options);
  const numbers = [1, 5, 7, 11, 13, 17, 19];
  for (const [turn, n] of numbers.entries()) await store.write(changeOf([n], 'One by one', turn));
  const database = describeDatabase(options);
  const count = (tables: readonly (keyof LocalTables)[]) => Promise.all(tables.map((name) => database[name].count()));
  expect(await count(['operations', 'records', 'catalogue', 'packHeads'])).toEqual([7, 7, 7, 0]);
  // The disk ends with the first row of a pack: what was to leave is still there.
  const broken = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(() => {
    throw new DOMException('Planted', 'DataError');
  });
  await expect(store.fold()).rejects.toThrow();
  broken.mockRestore();
  expect(await count(['operations', 'records', 'catalogue', 'packHeads'])).toEqual([7, 7, 7, 0]);
  await store.fold();
  expect(await count(['operations', 'records', 'catalogue'])).toEqual([0, 0, 0]);
  expect(await store.open(numbers.map(playbookId))).toHaveLength(7);
  for (let turn = 20; turn < 32; turn += 1) await store.write(changeOf(numbers.slice(0, 4), 'Again', turn));
  await store.fold();
  await store.fold();
  const [heads] = (await count(['packHeads'])) as [number];
  expect(heads).toBeLessThan(12);
  expect(await store.isWhole()).toBe(true);
  database.close();
  await store.close();
});

test('[LP7] a fold that is disturbed ends after the piece under way, and the next one does the rest', async () => {
  const options = { name: 'library', indexedDB: new IDBFactory(), IDBKeyRange, packLimits };
  const store = await openDexieStore(options);
  for (const [turn, n] of [1, 5, 7, 11, 3, 9, 15].entries()) await store.write(changeOf([n], 'One by one', turn));
  const database = describeDatabase(options);
  const left = () => Promise.all([database.operations.count(), database.records.count()]);
  let asked = 0;
  await store.fold(() => {
    asked += 1;
    return true;
  });
  const [operations, records] = await left();
  expect([asked, operations < 7, records]).toEqual([1, true, 7]);
  await store.fold();
  expect(await left()).toEqual([0, 0]);
  expect(await store.open([1, 5, 7, 11, 3, 9, 15].map(playbookId))).toHaveLength(7);
  expect(await store.isWhole()).toBe(true);
  database.close();
  await store.close();
});

test('[LP1] a pack of states gives back the same text, order of members and odd names included', () => {
  const odd = [1, 2, 3].map((n) => {
    const state = foldRecord([
      storedOperation(n, { value: 'half \ud800 a character', field: '__proto__' }),
      storedOperation(n + 10, { supersedes: ['ab'.repeat(16)] }),
    ]) as RecordState;
    return n === 2 ? { ...state, merged: { 'title.en': 'Both' } } : state;
  });
  const again = unpackStates(packStates(odd), scopeA);
  expect(again.map((state) => JSON.stringify(state))).toEqual(odd.map((state) => JSON.stringify(state)));
});

test('[LP6] lists are deflated, those from before are read as they are, and an edition before opens none of it', async () => {
  const options = { name: 'library', indexedDB: new IDBFactory(), IDBKeyRange, packLimits };
  const store = await openDexieStore(options);
  await store.write(changeOf([1, 5, 7, 11, 13], 'A title that says the same again and again', 1));
  const listed = await store.list({ type: 'playbook' });
  await store.close();
  const database = describeDatabase(options);
  const [before] = await database.packLists.toArray();
  const lists = await database.packLists.toArray();
  await database.packLists.bulkPut(lists.map((row) => ({ ...row, sealed: inflateEntries(row.sealed) })));
  const [after] = await database.packLists.toArray();
  database.close();
  expect(after?.sealed[0]).toBe('{'.charCodeAt(0));
  expect(before?.sealed.length).toBeLessThan((after?.sealed.length ?? 0) / 2);
  const again = await openDexieStore(options);
  expect(await again.list({ type: 'playbook' })).toEqual(listed);
  expect(readEntries(await again.catalogueOf('playbook'))).toHaveLength(5);
  await again.close();
  const older = options.indexedDB.open(options.name, 40);
  await new Promise((resolve) => {
    older.onerror = resolve;
  });
  expect(older.error?.name).toBe('VersionError');
});
