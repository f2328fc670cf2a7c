/** What every HubStore keeps of operations: their order, their values, and what got no place. */
import { expect, test } from 'vitest';
import { emptyMark } from '../../hub/sync/place-after.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import { ana, entry, here, hex, kept, laptop, markOf, type Tx, there, uuid } from './hub-store-world.ts';

export function describeLog(tx: Tx): void {
  test('appends in order and answers where a scope stands', async () => {
    await tx(async (t) => {
      expect(await t.lockScopes([there, here, uuid(9)])).toEqual([
        { scope: here, seq: 0, ...emptyMark },
        { scope: there, seq: 0, ...emptyMark },
      ]);
      await t.append(here, [entry(1), entry(2)]);
    });
    await tx(async (t) => {
      expect(await t.positions([here])).toEqual([{ scope: here, seq: 2, ...markOf(2) }]);
      expect(await t.accepted([hex(2), hex(77)])).toEqual(new Map([[hex(2), 2]]));
      expect(new Map([...(await t.marks(here, [2, 0, 3]))].sort())).toEqual(
        new Map([
          [0, emptyMark],
          [2, markOf(2)],
        ]),
      );
      expect(await t.marks(there, [1])).toEqual(new Map());
      expect(await t.named(here, [2, 0, 3])).toEqual(new Map([[2, entry(2).operation]]));
    });
  });

  test('never leaves a gap: a place that does not follow the end is a bug', async () => {
    await expect(tx((t) => t.append(here, [entry(2)]))).rejects.toThrow();
    await tx((t) => t.append(here, [entry(1)]));
    await expect(tx((t) => t.append(here, [entry(1)]))).rejects.toThrow();
    expect((await tx((t) => t.positions([here])))[0]?.seq).toBe(1);
  });

  test('gives back operations exactly as they came, whatever their value holds', async () => {
    const values = [
      null,
      'نص \u0000 with NUL',
      1.5,
      true,
      ['ر', { a: [] }],
      { deep: { '': null, 中: 'ق' } },
      'a\u2028b',
    ];
    const entries = values.map((value, i) => entry(i + 1, value));
    await tx((t) => t.append(here, entries));
    expect(await tx((t) => t.page(here, 0, 1_000_000))).toEqual(entries);
  });

  test('fills a page up to its budget, and never answers an empty one while there is more', async () => {
    const entries = [1, 2, 3, 4].map((n) => entry(n, 'x'.repeat(10_000)));
    await tx((t) => t.append(here, entries));
    const seqs = async (after: number, budget: number) =>
      (await tx((t) => t.page(here, after, budget))).map(({ seq }) => seq);
    expect(await seqs(0, 25_000)).toEqual([1, 2]);
    // What is left of an answer is estimated: no whole number, and no error for it.
    expect(await seqs(0, 25_000.5)).toEqual([1, 2]);
    expect(await seqs(2, 1_000_000)).toEqual([3, 4]);
    expect(await seqs(1, 10)).toEqual([2]);
    expect(await seqs(4, 1_000)).toEqual([]);
    expect(await tx((t) => t.page(there, 0, 1_000))).toEqual([]);
  });

  test('knows records, completes their creation, and lets none move to another scope or type', async () => {
    const record = { id: uuid(1_001), scope: here, type: 'playbook', creator: null, createdTx: null };
    await tx((t) => t.saveRecords([record]));
    await tx((t) => t.saveRecords([{ ...record, creator: ana, createdTx: uuid(5) }]));
    expect(await tx((t) => t.records([record.id, uuid(1_002)]))).toEqual([
      { ...record, creator: ana, createdTx: uuid(5) },
    ]);
  });

  test('keeps cursors, batches and chunks, twice without harm', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    for (let i = 0; i < 2; i += 1) {
      await tx(async (t) => {
        await t.saveCursors(laptop, [{ scope: here, seq: i }]);
        await t.keepBatch({ scope: here, device: laptop, hash: hex(1) + hex(2), bytes, at: 1_000 });
        await t.saveChunks([{ hash: hex(3) + hex(4), bytes }]);
      });
    }
    expect(await tx((t) => t.chunk(hex(3) + hex(4)))).toEqual(bytes);
    expect(await tx((t) => t.chunk(hex(3) + hex(5)))).toBeNull();
  });

  test('[CP1] lets go of values and of nothing else, and knows where', async () => {
    const [first, second, third] = [entry(1), entry(2, 'long '.repeat(100)), entry(3)];
    await tx((t) => t.append(here, [first, second, third]));
    expect(await tx((t) => t.firstLetGo(here, 0))).toBeNull();
    const freed = await tx((t) => t.letGo(here, [2, 9]));
    expect(freed).toEqual({ values: 1, bytes: expect.any(Number) });
    expect(freed.bytes).toBeGreaterThan(450);
    expect(await tx((t) => t.letGo(here, [2]))).toEqual({ values: 0, bytes: 0 });
    const gone = withoutValue(second.operation);
    expect(gone.commitment).toMatch(/^[0-9a-f]{64}$/);
    const page = [first, { ...second, operation: gone }, third];
    expect(await tx((t) => t.page(here, 0, 1e6))).toEqual(page);
    expect((await tx((t) => t.named(here, [2]))).get(2)).toMatchObject({ id: hex(2), record: second.operation.record });
    const firsts = [0, 1, 2].map((after) => tx((t) => t.firstLetGo(here, after)));
    expect(await Promise.all(firsts)).toEqual([2, 2, null]);
    expect(await tx((t) => t.allScopes())).toEqual([here, there]);
  });

  test('knows which chunks attachments name, and asks for those that are missing', async () => {
    const [first, second] = [hex(3) + hex(4), hex(3) + hex(5)];
    await tx((t) => t.addChunkReferences(here, laptop, [second, first]));
    await tx((t) => t.addChunkReferences(here, uuid(22), [first]));
    await tx((t) => t.saveChunks([{ hash: second, bytes: Uint8Array.of(1) }]));
    await tx(async (t) => {
      expect(await t.missingChunks([here, there], laptop, 10)).toEqual([first]);
      expect(await t.missingChunks([there], laptop, 10)).toEqual([]);
      expect(await t.missingChunks([here], uuid(22), 10)).toEqual([]);
      expect(await t.referencedChunks([here], [first, hex(3) + hex(6)])).toEqual(new Set([first]));
      expect(await t.referencedChunks([there], [first])).toEqual(new Set());
    });
  });

  test('keeps what was not accepted, with its reason and owner, and what was said last', async () => {
    const held = kept(2, { kind: 'quarantined', owner: 'steward', reason: 'no-grant-in-scope' });
    const newer = { ...kept(3), outcome: { kind: 'needs-newer-hub', id: hex(3) } as const };
    await tx((t) => t.keep([kept(1), held, newer]));
    const again = kept(1, { reason: 'append-only' });
    await tx((t) => t.keep([again]));
    await tx(async (t) => {
      expect(await t.kept([hex(1), hex(2), hex(3), hex(4)])).toEqual(
        new Map([again, held, newer].map(({ outcome }) => [outcome.id, outcome])),
      );
      expect(await t.keptIn(here)).toEqual([again, held, newer]);
      expect(await t.keptIn(there)).toEqual([]);
      expect(await t.keptForNewer()).toEqual([newer]);
    });
    await tx((t) => t.release([hex(1), hex(4)]));
    expect((await tx((t) => t.keptIn(here))).map(({ outcome }) => outcome.id)).toEqual([hex(2), hex(3)]);
  });
}
