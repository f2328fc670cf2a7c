import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const times = { first: 5_000, longest: 300_000 };

test('[BG2] the time that a wait is drawn from doubles with each failure, up to the longest', () => {
  const most = (failures: number) => retryDelay(failures, times, () => 1);
  expect([1, 2, 3, 7, 50, 5_000].map(most)).toEqual([5_000, 10_000, 20_000, 300_000, 300_000, 300_000]);
});

test('[BG2] a thousand devices that lost their hub at once come back spread over the whole time', () => {
  const waits = Array.from({ length: 1_000 }, (_, i) => retryDelay(6, times, () => i / 1_000));
  const perTenth = Array.from({ length: 10 }, (_, tenth) =>
    waits.filter((wait) => Math.floor(wait / 16_000) === tenth),
  );
  for (const some of perTenth) expect(some).toHaveLength(100);
});
