/**
 * What every store must answer after many rows came at once and few after them, whatever it makes of that on its disk: the
 * local database keeps the many in packs and the few over them ([LP1]).
 */
import { describe, expect, test } from 'vitest';
import type { RecordState } from '../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import type { Store, StoreChange } from '../../shared/sync/ports.ts';
import { playbookId } from '../support/engine-life.ts';
import { everythingOf } from '../support/everything-of.ts';
import { scopeA, scopeB } from '../support/network.ts';
import { storedOperation } from '../support/stored-operation.ts';
import type { StoreUnderTest } from './store.suite.ts';

/** Enough for packs of records and of operations. */
const records = 150;

/** A title for each of many playbooks, or for other records; operations are numbered from `first` on. */
function titles(first: number, over: (n: number) => Partial<StoredOperation> = () => ({})): StoredOperation[] {
  return Array.from({ length: records }, (_, n) =>
    storedOperation(first + n, { record: playbookId(n), value: `Title ${first + n}`, ...over(n) }),
  );
}

function changeOf(operations: readonly StoredOperation[]): StoreChange {
  return { operations, records: operations.map((operation) => foldRecord([operation]) as RecordState) };
}

/** States with several heads, something missing, texts that merged, and values of every kind. */
const unusual = titles(1).map((operation, n): RecordState => {
  const state = foldRecord([
    operation,
    { ...operation, id: 'ee'.repeat(16), value: { deep: [1, null, 'é'], n } },
    {
      ...operation,
      id: 'ef'.repeat(16),
      field: `field ${n % 7}`,
      supersedes: ['ab'.repeat(16)],
    },
  ]) as RecordState;
  return n % 5 === 0 ? { ...state, merged: { 'title.en': `Both ${n}` } } : state;
});

const titleOf = (state: RecordState | undefined) => state?.fields['title.en']?.[0]?.value;

export function storePacksSuite(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`many rows and few: ${name}`, () => {
    /** Writes, then looks: at once, after the store tidied up, after it was closed and opened again, and after both. */
    const run = (title: string, write: (store: Store) => Promise<void>, look: (store: Store) => Promise<void>) =>
      test(title, async () => {
        const under = await make();
        let store = await under.open();
        try {
          await write(store);
          await look(store);
          for (const tidies of [false, true, true]) {
            if (tidies) await under.tidy?.(store);
            if (tidies) await look(store);
            if (!under.reopens) continue;
            await store.close();
            store = await under.open();
            await look(store);
          }
        } finally {
          await store.close();
          await under.remove?.();
        }
      });

    run(
      '[LP1] a few changes over many rows are what is opened, listed and remembered',
      async (store) => {
        await store.write(changeOf(titles(1)));
        const [placed, newer] = [
          storedOperation(3, { record: playbookId(2), seq: 77 }),
          storedOperation(900, { record: playbookId(2) }),
        ];
        await store.write({ operations: [placed, newer], records: [foldRecord([newer]) as RecordState] });
      },
      async (store) => {
        const opened = await store.open([playbookId(2), playbookId(149), playbookId(150), playbookId(0)]);
        expect(opened.map(titleOf)).toEqual(['Title 900', 'Title 150', 'Title 1']);
        expect((await store.history(playbookId(2))).map(({ id, seq }) => [id, seq])).toEqual([
          [storedOperation(3).id, 77],
          [storedOperation(900).id, null],
        ]);
        expect(await store.operations([900, 1, 5_000, 3].map((n) => storedOperation(n).id))).toEqual([
          storedOperation(900, { record: playbookId(2) }),
          storedOperation(1, { record: playbookId(0) }),
          storedOperation(3, { record: playbookId(2), seq: 77 }),
        ]);
        const listed = await store.list({ type: 'playbook' });
        expect(listed).toHaveLength(records);
        expect(listed.find(({ id }) => id === playbookId(2))?.values).toEqual({ 'title.en': 'Title 900' });
        expect(await store.list({})).toEqual(listed);
      },
    );

    run(
      '[ER5] rows that are renewed stay what they are',
      async (store) => {
        await store.write(changeOf(titles(1)));
        await store.write(changeOf([storedOperation(900, { record: playbookId(2) })]));
        const operations = [900, 3, 7, 5_000].map((n) => storedOperation(n).id);
        await store.write({ renew: { operations, records: [2, 6, 400].map(playbookId) } });
      },
      async (store) => {
        const opened = await store.open([2, 6, 149].map(playbookId));
        expect(opened.map(titleOf)).toEqual(['Title 900', 'Title 7', 'Title 150']);
        expect(await store.list({ type: 'playbook' })).toHaveLength(records);
        expect(await store.operations([storedOperation(7).id])).toEqual([
          storedOperation(7, { record: playbookId(6) }),
        ]);
      },
    );

    run(
      '[LP1] many states come back as they were, to the last member',
      async (store) => {
        await store.write({ records: unusual });
      },
      async (store) => {
        const opened = await store.open(unusual.map(({ id }) => id));
        expect(opened).toEqual(unusual);
      },
    );

    run(
      '[LP1] many rows replace few and many from before',
      async (store) => {
        await store.write(changeOf([storedOperation(1_000, { record: playbookId(3) })]));
        await store.write(changeOf(titles(1)));
        await store.write(changeOf([storedOperation(2_000, { record: playbookId(7) })]));
        await store.write(changeOf(titles(301)));
      },
      async (store) => {
        const opened = await store.open([3, 7, 8].map(playbookId));
        expect(opened.map(titleOf)).toEqual(['Title 304', 'Title 308', 'Title 309']);
        const listed = (await store.list({ type: 'playbook' })).map(({ values }) => values['title.en']);
        expect(listed.toSorted()).toEqual(
          titles(301)
            .map(({ value }) => value)
            .sort(),
        );
        expect((await store.history(playbookId(7))).map(({ lamport }) => lamport)).toEqual([8, 308, 2_000]);
      },
    );

    run(
      '[VR6] a walk meets each operation once, wherever it lies, as it is now',
      async (store) => {
        await store.write(changeOf(titles(1)));
        await store.write({ operations: titles(301, () => ({ scope: scopeB })) });
        await store.write({ operations: titles(1, (n) => ({ seq: n + 1 })) });
        await store.write({
          operations: [storedOperation(5, { record: playbookId(4), seq: 9_000 }), storedOperation(999)],
        });
      },
      async (store) => {
        const wanted = titles(1, (n) => ({ seq: n === 4 ? 9_000 : n + 1 }));
        expect(await everythingOf(store, scopeA)).toEqual([...wanted, storedOperation(999)]);
        expect(await everythingOf(store, scopeB)).toEqual(titles(301, () => ({ scope: scopeB })));
        for await (const piece of store.scan(scopeA, 40)) expect(piece.length).toBeLessThanOrEqual(40);
      },
    );

    run(
      '[HB2] a record that goes after it came with many is gone, and may come back',
      async (store) => {
        await store.write(changeOf(titles(1)));
        await store.write({ recordsRemove: [4, 5].map((n) => ({ scope: scopeA, id: playbookId(n) })) });
        await store.write(changeOf([storedOperation(800, { record: playbookId(5) })]));
      },
      async (store) => {
        expect((await store.open([3, 4, 5].map(playbookId))).map(titleOf)).toEqual(['Title 4', 'Title 800']);
        const listed = await store.list({ type: 'playbook', withDeleted: true });
        expect(listed).toHaveLength(records - 1);
        expect(await store.history(playbookId(4))).toHaveLength(1);
      },
    );

    run(
      '[SC2] a purge takes the many of a scope and the few over them, and nothing of another',
      async (store) => {
        await store.write(changeOf(titles(1)));
        await store.write(changeOf(titles(301, (n) => ({ scope: scopeB, record: playbookId(1_000 + n) }))));
        await store.write(
          changeOf([storedOperation(900), storedOperation(901, { scope: scopeB, record: playbookId(1_000) })]),
        );
        await store.write({ purge: [scopeA], operations: [storedOperation(902)] });
      },
      async (store) => {
        expect(await everythingOf(store, scopeA)).toEqual([storedOperation(902)]);
        expect(await everythingOf(store, scopeB)).toHaveLength(records + 1);
        expect(await store.open([1, 2, 1_001].map(playbookId))).toHaveLength(1);
        expect(await store.list({ type: 'playbook' })).toHaveLength(records);
        expect((await store.history(playbookId(1))).map(({ id }) => id)).toEqual([storedOperation(902).id]);
      },
    );

    run(
      '[LP3] lists by parent and of what is contested answer from many and few alike',
      async (store) => {
        const step = (n: number, parent: number) => ({
          type: 'step',
          record: playbookId(500 + n),
          field: 'playbook',
          value: playbookId(parent),
        });
        const steps = titles(1, (n) => step(n, n % 10));
        const moved = storedOperation(901, step(3, 4));
        const contested = [
          storedOperation(902, { record: playbookId(1) }),
          storedOperation(903, { record: playbookId(1) }),
        ];
        await store.write(changeOf(steps));
        await store.write(changeOf(titles(301)));
        await store.write({
          operations: [moved, ...contested],
          records: [moved, contested].map((list) => foldRecord([list].flat()) as RecordState),
        });
        const again = titles(601, (n) => ({ record: playbookId(n + 200) }));
        const both = again.map(
          (operation, n) =>
            foldRecord(
              n === 9 ? [operation, { ...operation, id: 'ee'.repeat(16), value: 'Other' }] : [operation],
            ) as RecordState,
        );
        await store.write({ records: both });
      },
      async (store) => {
        const steps = async (parent: number) =>
          (await store.list({ type: 'step', parent: playbookId(parent) })).map(({ id }) => id);
        expect(await steps(3)).toHaveLength(14);
        expect(await steps(4)).toHaveLength(16);
        expect(await steps(4)).toContain(playbookId(503));
        expect(await store.list({ parent: playbookId(5) })).toHaveLength(15);
        expect((await store.list({ inConflict: true })).map(({ id }) => id).sort()).toEqual([1, 209].map(playbookId));
      },
    );
  });
}
