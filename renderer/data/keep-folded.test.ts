import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepFolded } from './keep-folded.ts';

let folds: number[];
let fails: boolean;
let began: number;
beforeEach(() => {
  vi.useFakeTimers();
  [folds, fails, began] = [[], false, Date.now()];
});
afterEach(() => vi.useRealTimers());

/** Seconds since the start of each fold. */
const begin = () =>
  keepFolded(async () => {
    folds.push((Date.now() - began) / 1_000);
    if (fails) throw new Error('The disk is full');
  });
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

test('[LP2] the database is folded fifteen seconds after a start and every five minutes, whether the last fold failed or not', async () => {
  begin();
  await pass(14.9);
  expect(folds).toEqual([]);
  fails = true;
  await pass(400);
  fails = false;
  await pass(300);
  expect(folds).toEqual([15, 315, 615]);
});

test('[LP2] a first pull or an import asks for a fold fifteen seconds after its last write, a save of a person for none', async () => {
  const wrote = begin();
  await pass(20);
  for (const entries of [101, 5_000, 101]) {
    wrote(entries);
    await pass(10);
  }
  expect(folds).toEqual([15]);
  await pass(60);
  expect(folds).toEqual([15, 55]);
  wrote(100);
  await pass(100);
  expect(folds).toEqual([15, 55]);
});
