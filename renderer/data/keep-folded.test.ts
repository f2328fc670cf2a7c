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

/** Folds that have so many pieces, of a second each: how many were done of each fold; and somebody who saves twice a second. */
function beginInPieces(pieces: number) {
  const done: number[] = [];
  const wrote = keepFolded(async (isDisturbed) => {
    const at = done.push(0) - 1;
    while ((done[at] as number) < pieces) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      done[at] = (done[at] as number) + 1;
      if (isDisturbed()) return;
    }
  });
  const saveFor = async (seconds: number) => {
    for (let half = 0; half < 2 * seconds; half += 1) {
      wrote(1);
      await pass(0.5);
    }
  };
  return { done, saveFor };
}

test('[LP7] nothing is folded while somebody saves, but a piece every few minutes of who never stops', async () => {
  const { done, saveFor } = beginInPieces(2);
  await saveFor(290);
  expect(done).toEqual([]);
  await saveFor(60);
  expect(done).toEqual([1]);
  await pass(30);
  expect(done).toEqual([1, 2]);
});

test('[LP7] writes of many put a fold off for some five minutes, however many they are and however often they come', async () => {
  for (const seconds of [0.5, 10]) {
    [folds, began] = [[], Date.now()];
    const wrote = begin();
    for (let at = 0; at < 1_200; at += seconds) {
      wrote(101);
      await pass(seconds);
    }
    vi.clearAllTimers();
    const rests = folds.map((at, n) => at - (folds[n - 1] ?? 0));
    expect(folds.length).toBe(3);
    expect(rests.filter((rest) => rest < 290 || rest > 350)).toEqual([]);
  }
});

test('[LP7] a fold that somebody saves into ends after its piece, and is gone on with later', async () => {
  const { done, saveFor } = beginInPieces(3);
  await pass(15.5);
  await saveFor(10);
  expect(done).toEqual([1]);
  await pass(30);
  expect(done).toEqual([1, 3]);
});
