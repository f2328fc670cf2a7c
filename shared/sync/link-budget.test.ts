import { expect, test } from 'vitest';
import { createVirtualClock } from '../../test/support/virtual-clock.ts';
import { createLinkBudget } from './link-budget.ts';

/** One exchange that took so many milliseconds. */
function exchanges(times: readonly number[], completed = true, full = true): number {
  const clock = createVirtualClock();
  const budget = createLinkBudget(clock);
  for (const time of times) {
    const startedAt = clock.now();
    clock.advance(time);
    budget.learn(startedAt, completed, full);
  }
  return budget.up;
}

test('[SY4] a fast link gets up to a megabyte at a time, a slow or broken one down to four kilobytes', () => {
  expect(exchanges([])).toBe(64 * 1024);
  expect(exchanges(Array(9).fill(100))).toBe(1024 * 1024);
  expect(exchanges(Array(9).fill(20_000))).toBe(4 * 1024);
  expect(exchanges(Array(9).fill(100), false)).toBe(4 * 1024);
});

test('[SY4] about eight seconds an exchange is right, and an empty exchange teaches nothing', () => {
  expect(exchanges([8_000, 8_000])).toBe(64 * 1024);
  expect(exchanges([10, 10, 10], true, false)).toBe(64 * 1024);
});

test('[BG4] a limit gives each direction eight seconds of it and never less than four kilobytes', () => {
  const budgetAt = (rate: number | null) => {
    const { up, down } = createLinkBudget(createVirtualClock(), () => rate);
    return [up, down];
  };
  expect(budgetAt(null)).toEqual([64 * 1024, 256 * 1024]);
  expect(budgetAt(16_000)).toEqual([64 * 1024, 128_000]);
  expect(budgetAt(4_000)).toEqual([32_000, 32_000]);
  expect(budgetAt(100)).toEqual([4 * 1024, 4 * 1024]);
});

test('[SY21] of an answer that was too large half as much is asked for, whatever the link would bear, down to the least', () => {
  const clock = createVirtualClock();
  const budget = createLinkBudget(clock);
  const asked: number[] = [];
  for (let goesOn = true; goesOn; ) {
    asked.push(budget.down);
    const { down } = budget;
    // It came fast, which alone would double it.
    budget.learn(clock.now(), true, true);
    goesOn = budget.learnTooLarge(down);
  }
  expect(asked).toEqual([256, 128, 64, 32, 16].map((kilobytes) => kilobytes * 1024));
});
