/**
 * What the engine relies on of every store: one suite for memory, IndexedDB and files. Call it from a test file of each
 * implementation.
 */
import { describe, expect, test } from 'vitest';
import type { RecordState } from '../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import { everything, type Store, type StoreChange } from '../../shared/sync/ports.ts';
import { playbookId } from '../support/engine-life.ts';
import { everythingOf } from '../support/everything-of.ts';
import { scopeA, scopeB } from '../support/network.ts';
import { storedOperation } from '../support/stored-operation.ts';

export interface StoreUnderTest {
  /** Opens the same store; when `reopens`, once more as a new process would after the one before was closed. */
  open(): Promise<Store>;
  /** False for a store that ends with its process. */
  readonly reopens: boolean;
  /** Opens it without the one before having been closed, as after SIGKILL. Left out where a test cannot do that. */
  openAfterCrash?(): Promise<Store>;
  /** What it does when nobody waits. */
  tidy?(store: Store): Promise<void>;
  remove?(): Promise<void>;
}

const stateOf = (...operations: StoredOperation[]) => foldRecord(operations) as RecordState;

export function storeSuite(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`store: ${name}`, () => {
    const run = (title: string, body: (store: Store, under: StoreUnderTest) => Promise<void>) =>
      test(title, async () => {
        const under = await make();
        const store = await under.open();
        try {
          await body(store, under);
        } finally {
          await store.close();
          await under.remove?.();
        }
      });

    run('[VR9] everything held of a scope is walked, in pieces', async (store) => {
      const numbers = [5, 1, 300, 17, 2, 40];
      const operations = numbers.map((n) =>
        storedOperation(n, n === 40 ? { scope: scopeB } : { seq: n === 17 ? null : n }),
      );
      await store.write({ operations });
      const pieces: string[][] = [];
      for await (const piece of store.scan(scopeA, 2)) pieces.push(piece.map(({ id }) => id));
      const ids = [1, 2, 5, 17, 300].map((n) => storedOperation(n).id);
      expect(pieces.flat().sort()).toEqual(ids);
      expect(pieces.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(await everythingOf(store, scopeB)).toEqual([storedOperation(40, { scope: scopeB })]);
    });

    run('[SC2] a purged scope is gone, and with it nothing of another', async (store, under) => {
      const gone = [1, 2, 3].map((n) => storedOperation(n, { record: playbookId(n) }));
      const [kept, mine] = [storedOperation(4, { record: playbookId(4), scope: scopeB }), storedOperation(9)];
      const cursor = { seq: 3, chain: 'aa'.repeat(16) };
      await store.write({
        operations: [...gone, kept],
        records: [...gone, kept].map((operation) => stateOf(operation)),
        cursors: [scopeA, scopeB].map((scope) => ({ scope, ...cursor })),
        chunks: ['11', '22'].map((two) => ({ hash: two.repeat(32), bytes: new Uint8Array([1]) })),
        outboxAdd: [kept.id],
      });
      await store.write({ purge: [scopeA], chunksRemove: ['11'.repeat(32)], operations: [mine] });
      const look = async (one: Store) => {
        expect(await everythingOf(one, scopeA)).toEqual([mine]);
        expect(await everythingOf(one, scopeB)).toEqual([kept]);
        expect((await one.list({})).map(({ id }) => id)).toEqual([playbookId(4)]);
        expect((await one.open([1, 2, 3, 4].map(playbookId))).map(({ id }) => id)).toEqual([playbookId(4)]);
        expect(await one.history(playbookId(2))).toEqual([]);
        expect(await one.cursors()).toEqual([{ scope: scopeB, ...cursor }]);
        expect(await one.outbox(10)).toEqual([kept]);
        expect(await one.lamport(scopeA)).toBe(mine.lamport);
        expect(await one.chunk('11'.repeat(32))).toBeNull();
        expect(await one.chunk('22'.repeat(32))).toEqual(new Uint8Array([1]));
      };
      await look(store);
      if (!under.reopens) return;
      await store.close();
      const again = await under.open();
      await look(again);
      await again.close();
    });

    run('an empty store answers everything with nothing', async (store) => {
      expect(await store.list({})).toEqual([]);
      expect(await store.open([playbookId(1)])).toEqual([]);
      expect(await store.operations(['00'.repeat(16)])).toEqual([]);
      expect(await store.history(playbookId(1))).toEqual([]);
      expect(await store.outbox(10)).toEqual([]);
      expect(await store.outboxIds(10)).toEqual([]);
      expect(await store.outboxCount()).toBe(0);
      expect(await store.notAccepted()).toEqual([]);
      expect(await store.cursors()).toEqual([]);
      expect(await store.chunk('00'.repeat(32))).toBeNull();
      expect((await store.meta('epoch')) ?? null).toBeNull();
      expect(await store.lamport(scopeA)).toBe(0);
    });

    run('keeps operations and gives them back as they were, in the order asked for', async (store) => {
      const one = storedOperation(1, {
        value: { b: [1, null, 'é'], a: { deep: true } },
        supersedes: ['ab'.repeat(16)],
      });
      const two = storedOperation(2, { seq: 7, received: 99 });
      await store.write({ operations: [one, two] });
      expect(await store.operations([two.id, 'ff'.repeat(16), one.id])).toEqual([two, one]);
      await store.write({ operations: [{ ...one, seq: 8 }] });
      expect(await store.operations([one.id])).toEqual([{ ...one, seq: 8 }]);
    });

    run('keeps operations of unknown types and kinds, and does not list them', async (store) => {
      const newer = storedOperation(1, { type: 'weather', kind: 'increment' as 'set', record: playbookId(9) });
      const state = { ...stateOf(storedOperation(2, { record: playbookId(9) })), type: 'weather' };
      await store.write({ operations: [newer], records: [state] });
      expect(await store.history(playbookId(9))).toEqual([newer]);
      expect(await store.open([playbookId(9)])).toEqual([state]);
      expect(await store.list({})).toEqual([]);
    });

    run('a history is in the order of Lamport number, then id', async (store) => {
      const [a, b, c] = [
        storedOperation(5, { lamport: 2 }),
        storedOperation(3, { lamport: 2 }),
        storedOperation(9, { lamport: 1 }),
      ];
      await store.write({ operations: [a, b, c] });
      expect((await store.history(playbookId(1))).map(({ id }) => id)).toEqual([c.id, b.id, a.id]);
    });

    run('lists by every condition of a query', async (store) => {
      const set = (n: number, record: number, field: string, value: string, scope = scopeA, type = 'playbook') =>
        stateOf(storedOperation(n, { record: playbookId(record), field, value, scope, type }));
      const deleted = stateOf(
        storedOperation(8, { record: playbookId(4), kind: 'delete', field: '@exists', value: { seen: [] } }),
      );
      const contested = stateOf(
        storedOperation(10, { record: playbookId(5) }),
        storedOperation(11, { record: playbookId(5) }),
      );
      await store.write({
        records: [
          set(1, 1, 'state', 'draft'),
          set(2, 2, 'state', 'released', scopeB),
          set(3, 3, 'playbook', playbookId(1), scopeA, 'step'),
          deleted,
          contested,
        ],
      });
      const ids = async (query: Parameters<Store['list']>[0]) => (await store.list(query)).map(({ id }) => id).sort();
      expect(await ids({ type: 'playbook' })).toEqual([1, 2, 5].map(playbookId));
      expect(await ids({ scope: scopeB })).toEqual([playbookId(2)]);
      expect(await ids({ type: 'step', parent: playbookId(1) })).toEqual([playbookId(3)]);
      expect(await ids({ where: { state: 'draft' } })).toEqual([playbookId(1)]);
      expect(await ids({ inConflict: true })).toEqual([playbookId(5)]);
      expect(await ids({ type: 'playbook', withDeleted: true })).toEqual([1, 2, 4, 5].map(playbookId));
    });

    run('lists what belongs to a record, wherever it came from and went to', async (store) => {
      const step = (n: number, record: number, parent: number, over: Partial<StoredOperation> = {}) =>
        storedOperation(n, {
          record: playbookId(record),
          type: 'step',
          field: 'playbook',
          value: playbookId(parent),
          ...over,
        });
      const moved = step(1, 3, 1);
      const [made, value] = [step(2, 4, 1), { seen: [step(2, 4, 1).id] }];
      const gone = [made, step(9, 4, 1, { kind: 'delete', field: '@exists', value })];
      const run = storedOperation(5, { type: 'run', record: playbookId(6), field: 'playbook', value: playbookId(1) });
      await store.write({
        records: [stateOf(moved), stateOf(...gone), stateOf(step(3, 5, 2)), stateOf(run), stateOf(storedOperation(6))],
      });
      const ids = async (query: Parameters<Store['list']>[0]) => (await store.list(query)).map(({ id }) => id).sort();
      const ofFirst = { type: 'step', parent: playbookId(1) };
      // As a start does it, before anything else was read, and once more when the whole kind is known.
      expect(await ids(ofFirst)).toEqual([playbookId(3)]);
      expect(await ids({ type: 'step' })).toEqual([3, 5].map(playbookId));
      expect(await ids(ofFirst)).toEqual([playbookId(3)]);
      expect(await ids({ ...ofFirst, withDeleted: true })).toEqual([3, 4].map(playbookId));
      expect(await ids({ parent: playbookId(1) })).toEqual([3, 6].map(playbookId));
      expect(await ids({ ...ofFirst, where: { playbook: playbookId(2) } })).toEqual([]);
      expect(await ids({ type: 'playbook', parent: '' })).toEqual([playbookId(1)]);
      expect(await ids({ type: 'step', parent: playbookId(7) })).toEqual([]);

      await store.write({ records: [stateOf(moved, step(8, 3, 2, { supersedes: [moved.id] }))] });
      expect(await ids(ofFirst)).toEqual([]);
      expect(await ids({ type: 'step', parent: playbookId(2) })).toEqual([3, 5].map(playbookId));
      await store.write({ recordsRemove: [{ scope: scopeA, id: playbookId(5) }] });
      expect(await ids({ type: 'step', parent: playbookId(2) })).toEqual([playbookId(3)]);
    });

    run('opens records in the order asked for, and the last write of each', async (store) => {
      const [one, two] = [stateOf(storedOperation(1)), stateOf(storedOperation(2, { record: playbookId(2) }))];
      await store.write({ records: [one, two] });
      const newer = stateOf(storedOperation(3));
      await store.write({ records: [newer] });
      expect(await store.open([playbookId(2), playbookId(7), playbookId(1)])).toEqual([two, newer]);
      expect((await store.list({})).find(({ id }) => id === playbookId(1))?.values['title.en']).toBe('Title 3');
    });

    run('[HB2] a removed record is neither opened nor listed, its operations stay', async (store) => {
      await store.write({ operations: [storedOperation(1)], records: [stateOf(storedOperation(1))] });
      await store.list({});
      await store.write({ recordsRemove: [{ scope: scopeA, id: playbookId(1) }] });
      expect(await store.open([playbookId(1)])).toEqual([]);
      expect(await store.list({ withDeleted: true })).toEqual([]);
      expect(await store.history(playbookId(1))).toHaveLength(1);
    });

    run('the outbox is in the order of adding, over several writes', async (store) => {
      const operations = [1, 2, 3, 4].map((n) => storedOperation(n));
      const [a, b, c, d] = operations.map(({ id }) => id) as [string, string, string, string];
      await store.write({ operations, outboxAdd: [c, a] });
      await store.write({ outboxAdd: [d, b] });
      expect((await store.outbox(3)).map(({ id }) => id)).toEqual([c, a, d]);
      expect(await store.outboxIds(3)).toEqual([c, a, d]);
      await store.write({ outboxRemove: [a, 'ff'.repeat(16)] });
      expect((await store.outbox(everything)).map(({ id }) => id)).toEqual([c, d, b]);
      expect(await store.outboxCount()).toBe(3);
      const gone = 'ee'.repeat(16);
      await store.write({ outboxAdd: [gone] });
      expect(await store.outboxIds(everything)).toEqual([c, d, b, gone]);
    });

    run('keeps what was not accepted until it is taken back', async (store) => {
      const id = storedOperation(1).id;
      const entry = { id, outcome: { kind: 'refused', id, reason: 'role-may-not' } as const, at: 5 };
      await store.write({ notAccepted: [entry] });
      expect(await store.notAccepted()).toEqual([entry]);
      await store.write({ notAcceptedRemove: [id] });
      expect(await store.notAccepted()).toEqual([]);
    });

    run('keeps one cursor a scope, named values, chunks, and the highest Lamport number', async (store) => {
      const cursor = { scope: scopeA, seq: 3, chain: 'ab'.repeat(16) };
      const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 256);
      await store.write({
        cursors: [cursor, { ...cursor, scope: scopeB }],
        meta: { epoch: 'x', journal: { position: 5 }, nothing: null },
        chunks: [{ hash: 'aa'.repeat(32), bytes }],
        operations: [storedOperation(1, { lamport: 41 }), storedOperation(2, { lamport: 7 })],
      });
      await store.write({ cursors: [{ ...cursor, seq: 4 }], operations: [storedOperation(3, { lamport: 9 })] });
      const cursors = [...(await store.cursors())].sort((a, b) => (a.scope < b.scope ? -1 : 1));
      expect(cursors).toEqual([
        { ...cursor, seq: 4 },
        { ...cursor, scope: scopeB },
      ]);
      expect([await store.meta('epoch'), await store.meta('journal'), await store.meta('nothing')]).toEqual([
        'x',
        { position: 5 },
        null,
      ]);
      expect(await store.chunk('aa'.repeat(32))).toEqual(bytes);
      expect([...(await store.chunkHashes())]).toEqual(['aa'.repeat(32)]);
      expect([await store.lamport(scopeA), await store.lamport(scopeB)]).toEqual([41, 0]);
    });

    run('a change is written whole or not at all', async (store) => {
      await store.write({ operations: [storedOperation(1)], meta: { mark: 1 } });
      const unwritable = { mark: 2, fault: () => {} } as unknown as NonNullable<StoreChange['meta']>;
      const broken: StoreChange = {
        operations: [storedOperation(2)],
        outboxAdd: [storedOperation(2).id],
        meta: unwritable,
      };
      const failed = await store.write(broken).then(
        () => false,
        () => true,
      );
      // A store that can keep anything, functions included, has nothing to undo.
      expect(await store.meta('mark')).toBe(failed ? 1 : 2);
      expect(await store.outboxCount()).toBe(failed ? 0 : 1);
      expect(await store.operations([storedOperation(2).id])).toHaveLength(failed ? 0 : 1);
      await store.write({ outboxAdd: [storedOperation(1).id] });
      expect((await store.outbox(9)).map(({ id }) => id)).toContain(storedOperation(1).id);
    });

    run('what it gave out does not change with later writes', async (store) => {
      await store.write({ operations: [storedOperation(1)], outboxAdd: [storedOperation(1).id] });
      const before = await store.outbox(9);
      await store.write({ outboxRemove: [storedOperation(1).id] });
      expect(before).toHaveLength(1);
    });

    run('clear forgets everything, and it can be used again', async (store) => {
      const operation = storedOperation(1);
      await store.write({
        operations: [operation],
        records: [stateOf(operation)],
        outboxAdd: [operation.id],
        cursors: [{ scope: scopeA, seq: 1, chain: '00'.repeat(16) }],
        meta: { epoch: 'x' },
      });
      await store.clear();
      expect(await store.list({})).toEqual([]);
      expect([await store.outboxCount(), await store.lamport(scopeA), (await store.meta('epoch')) ?? null]).toEqual([
        0,
        0,
        null,
      ]);
      expect([await store.history(playbookId(1)), await store.cursors()]).toEqual([[], []]);
      await store.write({ operations: [operation], outboxAdd: [operation.id] });
      expect(await store.outbox(1)).toEqual([operation]);
    });

    run('[CF13] clear leaves the small values that it is told to keep, and no other', async (store, under) => {
      const values = async (from: typeof store) =>
        Promise.all(['one', 'two', 'none'].map(async (name) => (await from.meta(name)) ?? null));
      await store.write({ operations: [storedOperation(1)], meta: { one: ['kept'], two: ['gone'] } });
      await store.clear(['one', 'none']);
      expect(await values(store)).toEqual([['kept'], null, null]);
      expect(await store.history(playbookId(1))).toEqual([]);
      if (!under.reopens) return;
      await store.close();
      const again = await under.open();
      expect(await values(again)).toEqual([['kept'], null, null]);
      await again.close();
    });

    run('[JR2] what was written is there after it was closed, or killed, and opened again', async (store, under) => {
      const operation = storedOperation(1);
      await store.write({
        operations: [operation],
        records: [stateOf(operation)],
        outboxAdd: [operation.id],
        meta: { journal: { position: 9 } },
      });
      await store.list({});
      const check = async (again: Store) => {
        expect(await again.outbox(9)).toEqual([operation]);
        expect(await again.open([playbookId(1)])).toEqual([stateOf(operation)]);
        expect(await again.list({ type: 'playbook' })).toHaveLength(1);
        expect(await again.meta('journal')).toEqual({ position: 9 });
        expect(await again.lamport(scopeA)).toBe(1);
      };
      if (!under.reopens) return check(store);
      if (under.openAfterCrash !== undefined) await check(await under.openAfterCrash());
      await store.close();
      const again = await under.open();
      await check(again);
      const later = storedOperation(2);
      await again.write({ operations: [later], outboxAdd: [later.id] });
      expect((await again.outbox(9)).map(({ id }) => id)).toEqual([operation.id, later.id]);
      await again.close();
    });
  });
}
