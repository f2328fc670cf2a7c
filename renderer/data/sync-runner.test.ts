import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HostEvent } from '../../shared/ipc/contract.ts';
import type { Flow } from '../../shared/sync/paced-transport.ts';
import { createFakeDesktop } from '../../test/support/fake-desktop.ts';
import { createFakeLiveEngine } from '../../test/support/fake-live-engine.ts';
import type { Desktop } from './desktop.ts';
import { createObservable } from './observable.ts';
import type { SyncChoices } from './sync-choices.ts';
import { createSyncRunner } from './sync-runner.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A runner whose engine answers as told, counts its exchanges and notes how it may move. */
function setUp({ choices, random = () => 1 }: { choices?: SyncChoices; random?: () => number } = {}) {
  const engine = createFakeLiveEngine();
  const fine = { requests: 1, sent: 0, received: 0, notAccepted: 0, bytesUp: 1, bytesDown: 1, chunksWanted: 0 };
  const world = { fails: false, syncs: [] as number[], flows: [] as Flow[], listening: [] as boolean[] };
  engine.setFlow = (flow) => void world.flows.push(flow);
  let held: Promise<void> = Promise.resolve();
  engine.sync = async () => {
    world.syncs.push(Date.now() - began);
    await held;
    return world.fails ? { ok: false, failure: { kind: 'hub-unreachable' } } : { ok: true, value: fine };
  };
  let hear: (event: HostEvent) => void = () => {};
  const fake = createFakeDesktop();
  const desktop: Desktop = {
    ...fake,
    call(channel, input) {
      if (channel === 'hub:listen') world.listening.push((input as { on: boolean }).on);
      return fake.call(channel, input);
    },
    onEvent(listener) {
      hear = listener;
      return () => {};
    },
  };
  const kept = createObservable<SyncChoices>(choices ?? { paused: false, bytesPerSecond: null });
  const runner = createSyncRunner({ engine, desktop, choices: kept, random });
  const began = Date.now();
  runner.start();
  /** Keeps exchanges under way until it is released. */
  const hold = () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  };
  return { world, runner, kept, hold, tell: (event: HostEvent) => hear(event) };
}

test('[BG2] failures are waited out for longer and longer, a success begins anew', async () => {
  const { world } = setUp();
  world.fails = true;
  await pass(1_000 + 5_000 + 10_000 + 20_000);
  expect(world.syncs).toEqual([1_000, 6_000, 16_000, 36_000]);
  world.fails = false;
  await pass(40_000);
  world.fails = true;
  await pass(36_000 + 5_000);
  expect(world.syncs.slice(4)).toEqual([76_000, 112_000, 117_000]);
});

test.each(['online', 'resumed'] as const)('[BG2] "%s" from the system tries at once and begins anew', async (event) => {
  const { world, tell } = setUp();
  world.fails = true;
  await pass(36_000);
  tell(event);
  await pass(0);
  await pass(5_000);
  expect(world.syncs.slice(4)).toEqual([36_000, 41_000]);
});

test('[BG2] the wait is a random share of its time', async () => {
  const { world } = setUp({ random: () => 0.25 });
  world.fails = true;
  await pass(1_000 + 1_250 + 2_500);
  expect(world.syncs).toEqual([1_000, 2_250, 4_750]);
});

test('[BG3] a pause that was kept stops everything from the start on, but for one exchange that a person asks for', async () => {
  const { world, runner, kept, tell } = setUp({ choices: { paused: true, bytesPerSecond: 16_000 } });
  await pass(600_000);
  tell('online');
  await pass(600_000);
  expect([world.syncs, runner.state.get().paused]).toEqual([[], true]);
  expect(world.flows.at(-1)).toMatchObject({ held: true, bytesPerSecond: 16_000 });
  await runner.now();
  expect(world.flows.slice(-2).map(({ held }) => held)).toEqual([false, true]);
  await pass(600_000);
  expect(world.syncs).toHaveLength(1);
  runner.resume();
  await pass(0);
  expect([world.syncs.length, kept.get().paused]).toEqual([2, false]);
});

test('[BG3] a pause holds the exchange that is under way', async () => {
  const { world, runner, kept } = setUp();
  await pass(1_000);
  runner.pause();
  expect(world.flows.at(-1)?.held).toBe(true);
  expect(kept.get().paused).toBe(true);
});

test('[BG4] a limit counts at once and is kept', async () => {
  const { world, runner, kept } = setUp();
  runner.limit(4_000);
  expect(world.flows.at(-1)).toMatchObject({ held: false, bytesPerSecond: 4_000 });
  expect(kept.get().bytesPerSecond).toBe(4_000);
});

test('[BG1] word that something moved calls for an exchange soon, within a random time', async () => {
  const { world, tell } = setUp({ random: () => 0.5 });
  await pass(5_000);
  tell('hub-moved');
  tell('hub-moved');
  await pass(1_000);
  expect(world.syncs).toEqual([1_000, 6_000]);
});

test('[BG1] word that comes during an exchange is not lost', async () => {
  const { world, tell, hold } = setUp();
  const release = hold();
  await pass(1_000);
  tell('hub-moved');
  release();
  await pass(2_000);
  expect(world.syncs).toEqual([1_000, 3_000]);
});

test('[BG9] asks every half minute, and every five minutes while the hub is heard', async () => {
  const { world, tell } = setUp({ random: () => 0.5 });
  await pass(31_000);
  expect(world.syncs).toEqual([1_000, 31_000]);
  tell('hub-heard');
  await pass(301_000);
  expect(world.syncs).toEqual([1_000, 31_000, 32_000, 332_000]);
  tell('hub-lost');
  await pass(30_000);
  expect(world.syncs.at(-1)).toBe(362_000);
});

test('[BG3] listens from the start on, not while paused, and again when a person lets it go on', async () => {
  const { world, runner, tell } = setUp();
  runner.pause();
  tell('resumed');
  runner.resume();
  tell('resumed');
  runner.stop();
  expect(world.listening).toEqual([true, false, true, true, false]);
});

test('while a large piece of work is saved nothing is sent by itself; a person who asks is answered; after it all goes at once', async () => {
  const { world, runner, tell } = setUp({ random: () => 0.5 });
  const [release, releaseOther] = [runner.hold(), runner.hold()];
  tell('hub-moved');
  await pass(600_000);
  release();
  release();
  await pass(600_000);
  expect(world.syncs).toEqual([]);
  await runner.now();
  await pass(600_000);
  expect(world.syncs).toEqual([1_200_000]);
  releaseOther();
  await pass(1_500);
  expect(world.syncs).toEqual([1_200_000, 1_801_500]);
});
