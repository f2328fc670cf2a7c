import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { foldRecord } from '../../shared/sync/merge.ts';
import type { StoreChange } from '../../shared/sync/ports.ts';
import { playbookId } from '../../test/support/engine-life.ts';
import { scopeA } from '../../test/support/network.ts';
import { storedOperation } from '../../test/support/stored-operation.ts';
import { unpackEntries } from './catalogue-packs.ts';
import { type DexieStore, openDexieStore } from './dexie-store.ts';

const types = ['playbook', 'step'] as const;
const packLimits = { rows: 3, notes: 4, share: 0.1 };

type Deed =
  | { readonly kind: 'write'; readonly numbers: readonly number[]; readonly title: string }
  | { readonly kind: 'remove'; readonly number: number }
  | { readonly kind: 'pack' | 'pack and wait' | 'reopen' | 'clear' };

const deeds = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        numbers: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
        title: fc.string({ maxLength: 5 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('remove' as const), number: fc.integer({ min: 1, max: 12 }) }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('pack', 'pack and wait', 'reopen') }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
  ),
  { maxLength: 25 },
);

/** Odd numbers are playbooks, even ones steps. */
function writeOf(numbers: readonly number[], title: string): StoreChange {
  const operations = numbers.map((n) =>
    storedOperation(n, { type: types[n % 2 === 1 ? 0 : 1], record: playbookId(n), field: 'title.en', value: title }),
  );
  return { operations, records: operations.flatMap((operation) => foldRecord([operation]) ?? []) };
}

async function played(list: readonly Deed[], open: () => Promise<DexieStore>) {
  let store = await open();
  const packing: Promise<void>[] = [];
  for (const deed of list) {
    if (deed.kind === 'write') await store.write(writeOf(deed.numbers, deed.title));
    else if (deed.kind === 'remove')
      await store.write({ recordsRemove: [{ scope: scopeA, id: playbookId(deed.number) }] });
    // Not waited for: what is written meanwhile must not be missed.
    else if (deed.kind === 'pack') packing.push(store.packCatalogue());
    else if (deed.kind === 'pack and wait') await store.packCatalogue();
    else if (deed.kind === 'clear') await store.clear();
    else {
      await Promise.all(packing.splice(0));
      await store.close();
      store = await open();
    }
  }
  await Promise.all(packing);
  return store;
}

test('a packed catalogue says what its rows say, whatever was written, removed and packed in between', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (list) => {
      const indexedDB = new IDBFactory();
      const open = () => openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits });
      const store = await played(list, open);
      for (const type of types) {
        const packed = unpackEntries(await store.catalogueOf(type)).sort((a, b) => (a.id < b.id ? -1 : 1));
        // Asked without a type, the store reads the rows themselves.
        const rows = (await store.list({ withDeleted: true })).filter((entry) => entry.type === type);
        expect(packed).toEqual(rows);
      }
      await store.close();
    }),
    { numRuns: 60 },
  );
});

async function packedStore() {
  const indexedDB = new IDBFactory();
  const open = () => openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits });
  const store = await open();
  await store.write(writeOf([1, 3, 5, 7], 'Packed'));
  await store.packCatalogue();
  return { store, open };
}

test('a packed list is one row, and what was written since a few more', async () => {
  const { store } = await packedStore();
  await store.write(writeOf([3], 'Newer'));
  const { pack, entries } = await store.catalogueOf('playbook');
  expect(pack).not.toBeNull();
  expect(entries.map(({ id }) => id)).toEqual([playbookId(3)]);
  expect(
    unpackEntries(await store.catalogueOf('playbook'))
      .map(({ values }) => values['title.en'])
      .sort(),
  ).toEqual(['Newer', 'Packed', 'Packed', 'Packed']);
});

test('a damaged pack is thrown away, and its rows are read', async () => {
  const { store, open } = await packedStore();
  await store.close();
  const parse = vi.spyOn(JSON, 'parse').mockImplementationOnce(() => {
    throw new SyntaxError('Planted');
  });
  const again = await open();
  expect((await again.list({ type: 'playbook' })).map(({ id }) => id)).toEqual([1, 3, 5, 7].map(playbookId));
  expect(parse).toHaveBeenCalledOnce();
  parse.mockRestore();
  expect((await again.catalogueOf('playbook')).pack).toBeNull();
});
