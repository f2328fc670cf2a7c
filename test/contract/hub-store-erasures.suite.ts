/** What every HubStore keeps to about erasures. */
import { expect, test } from 'vitest';
import { erasedBy } from '../../shared/domain/erasure/erased.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import { here, hex, kept, laptop, type Tx, there, uuid } from './hub-store-world.ts';

export function describeErasures(tx: Tx): void {
  const [ora, mark] = [uuid(0xe1), uuid(0xe2)];
  const records = [
    { id: ora, type: 'person' },
    { id: mark, type: 'attendance-mark', fields: ['note'] },
  ];

  test('[ER4] keeps for ever what was erased of which record, each erasure once', async () => {
    const placed = { id: hex(1), scope: here, records, at: 1_000 };
    await tx((t) => t.saveErasure(placed));
    await tx((t) => t.saveErasure({ ...placed, at: 9_000 }));
    await tx((t) =>
      t.saveErasure({ id: hex(2), scope: there, records: [{ id: mark, type: 'attendance-mark' }], at: 2_000 }),
    );
    expect(await tx((t) => t.erased([ora, uuid(0xe9)]))).toEqual(erasedBy([[records[0] as never]]));
    expect(await tx((t) => t.erased([mark]))).toEqual(new Map([[mark, null]]));
    expect(await tx((t) => t.erased([]))).toEqual(new Map());
    const all = await tx((t) => t.erasuresIn([here, there]));
    expect(all.map(({ id, scope, at }) => [id, scope, at])).toEqual([
      [hex(1), here, 1_000],
      [hex(2), there, 2_000],
    ]);
    expect(await tx((t) => t.erasuresIn([]))).toEqual([]);
  });

  test('[ER3] empties what is kept where it is told to, and batches, which stay known', async () => {
    const [first, second] = [kept(1), kept(2)];
    await tx((t) => t.keep([first, second]));
    expect(await tx((t) => t.emptyKept(there, () => true))).toBe(0);
    expect(await tx((t) => t.emptyKept(here, ({ id }) => id === first.outcome.id))).toBe(1);
    const [emptied, whole] = await tx((t) => t.keptIn(here));
    expect(emptied?.operation).toEqual(withoutValue(first.operation));
    expect(whole).toEqual(second);
    const batch = (n: number) => ({
      scope: here,
      device: laptop,
      hash: hex(n) + hex(n),
      bytes: Uint8Array.of(n),
      at: 1_000,
    });
    for (const n of [3, 1, 2]) await tx((t) => t.keepBatch(batch(n)));
    const named = async (after: string, limit: number) =>
      (await tx((t) => t.batchesAfter(here, after, limit))).map(({ hash }) => hash);
    expect(await named('', 2)).toEqual([1, 2].map((n) => batch(n).hash));
    expect(await named(batch(2).hash, 9)).toEqual([batch(3).hash]);
    await tx((t) => t.emptyBatches([batch(2).hash]));
    expect(await named('', 9)).toEqual([1, 3].map((n) => batch(n).hash));
    expect(await tx((t) => t.batchesAfter(there, '', 9))).toEqual([]);
  });

  test('[ER3] drops chunks that nothing names any more', async () => {
    const [own, shared] = [hex(11) + hex(11), hex(12) + hex(12)];
    await tx(async (t) => {
      await t.addChunkReferences(here, laptop, [own, shared]);
      await t.addChunkReferences(there, laptop, [shared]);
      await t.saveChunks([own, shared].map((hash) => ({ hash, bytes: Uint8Array.of(1) })));
    });
    await tx((t) => t.dropChunks(here, [own, shared]));
    expect(await tx((t) => t.chunk(own))).toBeNull();
    expect(await tx((t) => t.chunk(shared))).toEqual(Uint8Array.of(1));
    expect(await tx((t) => t.referencedChunks([here, there], [own, shared]))).toEqual(new Set([shared]));
    expect(await tx((t) => t.missingChunks([here], laptop, 9))).toEqual([]);
  });

  test('[ER7] keeps each receipt of an erasure once', async () => {
    const receipt = {
      device: laptop,
      scope: here,
      erasure: hex(1),
      at: 5,
      signature: hex(7).repeat(4),
      receivedAt: 1_000,
    };
    expect(await tx((t) => t.keepErasureReceipts([receipt]))).toBe(1);
    expect(await tx((t) => t.keepErasureReceipts([{ ...receipt, receivedAt: 9_000 }]))).toBe(0);
    expect(await tx((t) => t.erasureReceipts([here]))).toEqual([receipt]);
    expect(await tx((t) => t.erasureReceipts([there]))).toEqual([]);
  });
}
