import { expect, test } from 'vitest';
import { readingOrder, slicesOf } from './reading-order.ts';

const entry = (id: string, parent = '', changedAt = 0) => ({ id, parent, changedAt });

test('a record comes with what belongs to it, what changed last first, be it only a part', () => {
  const entries = [entry('a', '', 3), entry('b', '', 5), entry('a1', 'a', 9), entry('b1', 'b', 1), entry('a11', 'a1')];
  expect(readingOrder(entries)).toEqual([
    ['a', 'a1', 'a11'],
    ['b', 'b1'],
  ]);
});

test('a part whose root is not here stands alone, and a circle of references ends', () => {
  expect(readingOrder([entry('lone', 'gone')])).toEqual([['lone']]);
  const circle = readingOrder([entry('x', 'y'), entry('y', 'x')]);
  expect(circle.flat().sort()).toEqual(['x', 'y']);
});

test('slices hold whole groups, the first one few, and lose nothing', () => {
  const groups = Array.from({ length: 7 }, (_, at) => [`${at}`, `${at}.1`, `${at}.2`]);
  const slices = [...slicesOf(groups, 2, 8)];
  expect(slices.map((slice) => slice.length)).toEqual([1, 3, 3]);
  expect(slices.flat()).toEqual(groups);
  expect([...slicesOf([], 2, 8)]).toEqual([]);
});
