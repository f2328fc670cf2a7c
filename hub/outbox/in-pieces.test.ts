import { expect, test } from 'vitest';
import { contentLimit } from '../../shared/protocol/limits.ts';
import { inPieces } from './in-pieces.ts';

const mib = 1024 * 1024;
const batch = (name: number, size: number) => ({ payload: Uint8Array.of(name), size });
const named = (...records: { payload: Uint8Array; size: number }[][]) =>
  inPieces(records).map((piece) => piece.map(([name]) => name));

test('[WP8] saves are joined up to about 1 MB, in their order, and what was saved together stays together', () => {
  const half = mib / 2;
  expect(named([batch(1, half)], [batch(2, half)], [batch(3, 1), batch(4, mib)], [batch(5, 9)])).toEqual([
    [1, 2],
    [3, 4],
    [5],
  ]);
  expect(named([], [batch(1, 1)], [], [batch(2, 1)])).toEqual([[1, 2]]);
  expect(named()).toEqual([]);
});

test('[WP8] a record of more than can be read in one go is read in several', () => {
  expect(named([batch(1, contentLimit - 9), batch(2, 10), batch(3, 1)])).toEqual([[1], [2, 3]]);
});
