import { expect, test } from 'vitest';
import { waitAfter } from './unlock-delay.ts';

test('the wait doubles from a second to five minutes, and passes', () => {
  const waits = [0, 1, 2, 3, 8, 9, 10, 10_000].map((count) => waitAfter({ count, lastAt: 1_000 }, 1_000));
  expect(waits).toEqual([0, 1_000, 2_000, 4_000, 128_000, 256_000, 300_000, 300_000]);
  expect(waitAfter({ count: 3, lastAt: 1_000 }, 4_000)).toBe(1_000);
  expect(waitAfter({ count: 3, lastAt: 1_000 }, 90_000)).toBe(0);
});

test('a clock that was turned back makes nobody wait longer than the delay', () => {
  expect(waitAfter({ count: 2, lastAt: 9_000_000 }, 5)).toBe(2_000);
});
