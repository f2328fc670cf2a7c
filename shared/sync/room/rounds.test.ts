import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRounds } from './rounds.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const timing = { interval: 10_000, afterSave: 40, afterArrival: 1_500, oneWay: 1_000 };

/** Rounds among laptops that answer within 10 ms, but for those that are gone: they take five seconds to be missed. */
function setUp(here: string[], gone: readonly string[] = []) {
  const began = Date.now();
  const calls: string[] = [];
  const faults: unknown[] = [];
  const world = { gone: new Set(gone), broken: new Set<string>(), silent: new Set<string>(), open: 0, most: 0, faults };
  const rounds = createRounds({
    addresses: async () => here,
    timing,
    after(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    fault: (error) => void faults.push(error),
    async meet(address) {
      calls.push(`${address} ${Date.now() - began}`);
      world.open += 1;
      world.most = Math.max(world.most, world.open);
      const isGone = world.gone.has(address);
      await new Promise((resolve) => setTimeout(resolve, isGone ? 5_000 : 10));
      world.open -= 1;
      if (world.broken.has(address)) throw new Error(`bug with ${address}`);
      if (isGone) return 'no';
      return world.silent.has(address) ? 'one-way' : 'both-ways';
    },
  });
  const said = () => calls.splice(0);
  return { rounds, said, world };
}

test('[RM10] everybody is called at an interval, and whoever answered as soon as something was saved', async () => {
  const { rounds, said } = setUp(['a', 'b']);
  rounds.all();
  await pass(100);
  expect(said()).toEqual(['a 0', 'b 0']);
  rounds.saved();
  rounds.saved();
  await pass(100);
  expect(said()).toEqual(['a 140', 'b 140']);
  rounds.arrived();
  await pass(1_600);
  expect(said()).toEqual(['a 1700', 'b 1700']);
  await pass(8_300);
  expect(said()).toEqual(['a 10000', 'b 10000']);
});

test('[RM10] one that is gone holds nobody up, and is called at the interval alone', async () => {
  const { rounds, said, world } = setUp(['x', 'a'], ['x']);
  rounds.all();
  await pass(100);
  rounds.saved();
  await pass(100);
  expect(said()).toEqual(['x 0', 'a 0', 'a 140']);
  await pass(5_000);
  rounds.saved();
  await pass(100);
  expect(said()).toEqual(['a 5240']);
  world.gone.clear();
  await pass(4_800);
  // Who answered is called first, however late the other one stood in line.
  expect(said()).toEqual(['a 10000', 'x 10000']);
  rounds.saved();
  await pass(100);
  expect(said()).toHaveLength(2);
});

test('[RM10] what is saved while a call is under way is told by the next one at once', async () => {
  const { rounds, said } = setUp(['a']);
  rounds.all();
  await pass(100);
  rounds.saved();
  await pass(45);
  // 5 ms into the call that the first save asked for.
  rounds.saved();
  await pass(0);
  expect(said()).toEqual(['a 0', 'a 140']);
  await pass(100);
  expect(said()).toEqual(['a 185']);
});

test('[RM10] so many lines at once and no more; after the end nobody is called', async () => {
  const many = Array.from({ length: 20 }, (_, n) => `l${n}`);
  const { rounds, said, world } = setUp(many);
  rounds.all();
  await pass(100);
  expect(said()).toHaveLength(20);
  expect(world.most).toBe(6);
  rounds.saved();
  rounds.stop();
  await pass(30_000);
  expect(said()).toEqual([]);
});

test('[RM10] what is saved while the first call is under way is told by a second one', async () => {
  const { rounds, said } = setUp(['a']);
  rounds.saved();
  await pass(35);
  rounds.all();
  await pass(100);
  expect(said()).toEqual(['a 35', 'a 45']);
});

test('[RM10] a meeting that breaks is told as a fault, counts as no answer, and the rounds go on', async () => {
  const { rounds, said, world } = setUp(['a', 'b']);
  world.broken.add('a');
  rounds.all();
  await pass(100);
  expect(world.faults).toEqual([new Error('bug with a')]);
  rounds.saved();
  await pass(100);
  expect(said()).toEqual(['a 0', 'b 0', 'b 140']);
  world.broken.clear();
  await pass(9_900);
  expect(said()).toEqual(['b 10000', 'a 10000']);
  expect(world.faults).toHaveLength(1);
});

test('[RM13] who answers and never called here is asked again every second, until it calls or is gone', async () => {
  const { rounds, said, world } = setUp(['a', 'b']);
  world.silent.add('a');
  rounds.all();
  await pass(2_500);
  expect(said()).toEqual(['a 0', 'b 0', 'a 1010', 'a 2020']);
  // It found the way here.
  world.silent.clear();
  await pass(3_500);
  expect(said()).toEqual(['a 3030']);
  world.silent.add('a');
  rounds.heard('a', 'one-way');
  await pass(1_100);
  expect(said()).toEqual(['a 7000']);
  world.gone.add('a');
  await pass(2_800);
  // It was asked once in vain, and waits for the interval from then on.
  expect(said()).toEqual(['a 8010']);
  rounds.stop();
});
