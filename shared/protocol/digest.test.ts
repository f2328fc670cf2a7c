import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidNumbered } from '../../test/support/network.ts';
import {
  addToDigest,
  digestOfIds,
  digestWithout,
  emptyDigest,
  foldReadings,
  type PlaceRange,
  partsOf,
  shortPartsOf,
  smallRange,
} from './digest.ts';

const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));

test('[VR1] a digest does not depend on order, and gives back what is taken from it', () => {
  fc.assert(
    fc.property(fc.array(id), fc.array(id), (left, right) => {
      const whole = addToDigest(emptyDigest, [...left, ...right]);
      expect(addToDigest(addToDigest(emptyDigest, [...right].reverse()), left)).toBe(whole);
      expect(digestWithout(whole, addToDigest(emptyDigest, left))).toBe(addToDigest(emptyDigest, right));
      expect(whole).toMatch(/^[0-9a-f]{32}$/);
    }),
  );
});

test('[VR1] ids that lie one after the other have the digest that they have one by one', () => {
  fc.assert(
    fc.property(fc.array(id), (ids) => {
      const bytes = Buffer.from(`ff${ids.join('')}`, 'hex').subarray(1);
      expect(digestOfIds(bytes)).toBe(addToDigest(emptyDigest, ids));
    }),
  );
  const many = new Uint8Array(16 * 70_000).fill(0xff);
  expect(digestOfIds(many)).toBe(
    addToDigest(
      emptyDigest,
      Array.from({ length: 70_000 }, () => 'f'.repeat(32)),
    ),
  );
});

test('[VR8] the parts that older devices are told of cover a range, at most 64 of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 130_000 }), (from, length) => {
      const parts = partsOf({ from, to: from + length });
      expect(parts.length).toBeLessThanOrEqual(64);
      expectWhole(parts, { from, to: from + length });
      const [first] = partsOf(parts[0] as (typeof parts)[number]);
      expect((first?.to ?? 0) - (first?.from ?? 0)).toBeLessThan(smallRange);
    }),
  );
});

test('[VR3] the parts told by short digests cover a range, at most 256 of them, and two steps lead to a small one among two million', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 2 ** 21 - 1 }), (from, length) => {
      const parts = shortPartsOf({ from, to: from + length });
      expect(parts.length).toBeLessThanOrEqual(256);
      expectWhole(parts, { from, to: from + length });
      for (const { from: start, to } of shortPartsOf(parts[0] as PlaceRange))
        expect(to - start).toBeLessThan(smallRange);
    }),
  );
});

function expectWhole(parts: readonly PlaceRange[], { from, to }: PlaceRange): void {
  expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([from, to]);
  const isNext = (part: PlaceRange, i: number) =>
    part.to >= part.from && (i === 0 || part.from === (parts[i - 1] as PlaceRange).to + 1);
  expect(parts.every(isNext)).toBe(true);
}

test('[VR2] folded readings depend on every member and not on the order of scopes', () => {
  const one = { scope: uuidNumbered(1, 1), seq: 5, chain: '01'.repeat(16), digest: '02'.repeat(16) };
  const two = { ...one, scope: uuidNumbered(1, 2) };
  const fold = foldReadings([one, two]);
  expect(foldReadings([two, one])).toBe(fold);
  const others = [
    { ...one, seq: 6 },
    { ...one, seq: 2 ** 40 },
    { ...one, chain: '03'.repeat(16) },
    { ...one, digest: '03'.repeat(16) },
  ];
  const folds = [fold, foldReadings([one]), foldReadings([]), ...others.map((other) => foldReadings([other, two]))];
  expect(new Set(folds).size).toBe(folds.length);
});
