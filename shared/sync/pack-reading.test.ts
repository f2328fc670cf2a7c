import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidNumbered } from '../../test/support/network.ts';
import { createPackReading, type KnownPack, packsToFetch } from './pack-reading.ts';

const packOf = (n: number, size: number): KnownPack => ({
  scope: uuidNumbered(0x5c, 1),
  ...{
    first: n,
    last: n,
    before: '',
    chain: '',
    hash: `pack ${n}`,
    size,
    proof: undefined,
    signed: undefined,
    more: false,
  },
});

test('[PK9] every pack is fetched once and in order, half a megabyte at most, and little at last', () => {
  const sizes = fc.array(fc.integer({ min: 1_000, max: 256 * 1024 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, (all) => {
      const reading = createPackReading();
      const packs = all.map((size, n) => packOf(n, size));
      reading.manifests.set(packs[0]?.scope ?? '', packs);
      const fetched: string[][] = [];
      for (let next = packsToFetch(reading, 2 ** 22); next.length > 0; next = packsToFetch(reading, 2 ** 22)) {
        fetched.push(next);
        for (const hash of next) reading.held.set(hash, new Uint8Array());
      }
      expect(fetched.flat()).toEqual(packs.map(({ hash }) => hash));
      const weigh = (hashes: readonly string[]) =>
        packs.reduce((sum, { hash, size }) => sum + (hashes.includes(hash) ? size : 0), 0);
      fetched.forEach((hashes, at) => {
        if (hashes.length === 1 || weigh(hashes) <= 64 * 1024) return;
        expect(weigh(hashes)).toBeLessThanOrEqual(512 * 1024);
        // What comes behind it is as much again: nothing large comes last.
        expect(weigh(fetched.slice(at + 1).flat())).toBeGreaterThanOrEqual(weigh(hashes));
      });
      const last = fetched.at(-1) ?? [];
      expect(last.length === 1 || weigh(last) <= 64 * 1024).toBe(true);
    }),
  );
});
