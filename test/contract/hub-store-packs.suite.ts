/** What every HubStore keeps to about packs. */
import { expect, test } from 'vitest';
import type { HubTransaction, Pack } from '../../hub/sync/hub-store.ts';
import { here, hex, type Tx, there } from './hub-store-world.ts';

export function describePacks(tx: Tx): void {
  const pack = (n: number, first: number, last: number, isFull: boolean): Pack => ({
    hash: hex(700 + n) + hex(n),
    scope: here,
    first,
    last,
    chain: hex(9_000 + last),
    isFull,
    size: 3,
    proof: n % 2 === 0 ? null : hex(60 + n),
  });
  const packBytes = (n: number) => Uint8Array.of(n, 0, 255);
  const [first, second, tail, grown] = [
    pack(1, 1, 4, true),
    pack(2, 5, 9, true),
    pack(3, 10, 11, false),
    pack(4, 10, 14, false),
  ];
  const named = async (t: HubTransaction, scopes: string[], packs: Pack[]) => [
    ...(
      await t.packsNamed(
        scopes,
        packs.map(({ hash }) => hash),
      )
    ).values(),
  ];

  test('[CP7] packs that reach a place or begin behind it are thrown away', async () => {
    await tx(async (t) => {
      await t.savePack(first, packBytes(1));
      await t.savePack(second, packBytes(2));
      await t.savePack(tail, packBytes(3));
      await t.dropPacks(here, 5);
      await t.dropPacks(there, 1);
    });
    expect(await tx((t) => t.packsAfter(here, 0, 10))).toEqual([first]);
    expect(await tx((t) => t.packedTo(here))).toEqual({ all: 4, full: 4 });
  });

  test('[PK1] keeps packs in the order of their scope, with their bytes', async () => {
    await tx(async (t) => {
      await t.lockPacks(here);
      await t.savePack(first, packBytes(1));
      await t.savePack(tail, packBytes(3));
      await t.savePack(second, packBytes(2));
    });
    await tx(async (t) => {
      expect(await t.packedTo(here)).toEqual({ all: 11, full: 9 });
      expect(await t.packedTo(there)).toEqual({ all: 0, full: 0 });
      expect(await t.packsAfter(here, 0, 10)).toEqual([first, second, tail]);
      expect(await t.packsAfter(here, 0, 2)).toEqual([first, second]);
      // One that begins before the place is none that begins behind it.
      expect(await t.packsAfter(here, 1, 10)).toEqual([second, tail]);
      expect(await t.packsAfter(there, 0, 10)).toEqual([]);
      expect(await t.packBytes(second.hash)).toEqual(packBytes(2));
      expect(await t.packBytes(hex(1) + hex(2))).toBeNull();
    });
  });

  test('[PK2] a pack that is not full makes way for one that begins where it does; a full one never does', async () => {
    await tx((t) => t.savePack(tail, packBytes(3)));
    await tx((t) => t.savePack(grown, packBytes(4)));
    await tx(async (t) => {
      expect(await t.packsAfter(here, 0, 10)).toEqual([grown]);
      expect([await t.packBytes(tail.hash), await t.packBytes(grown.hash)]).toEqual([null, packBytes(4)]);
      await t.savePack(first, packBytes(1));
    });
    await expect(tx((t) => t.savePack(pack(5, 1, 3, false), packBytes(5)))).rejects.toThrow();
    expect(await tx((t) => t.packBytes(first.hash))).toEqual(packBytes(1));
  });

  test('[PK5] finds packs by their hashes in the scopes that are named, and in no others', async () => {
    await tx((t) => t.savePack(first, packBytes(1)));
    await tx(async (t) => {
      expect(await named(t, [there, here], [second, first])).toEqual([first]);
      expect(await named(t, [there], [first])).toEqual([]);
      expect(await named(t, [], [first])).toEqual([]);
      expect(await named(t, [here], [])).toEqual([]);
    });
  });
}
