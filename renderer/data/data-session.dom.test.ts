import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeDesktop } from '../../test/support/fake-desktop.ts';
import { identity } from '../../test/support/sync-world.tsx';
import { dataNotices, dismissNotice } from './data-notice-store.ts';
import { startDataSession } from './data-session.ts';
import type { Desktop } from './desktop.ts';
import type { MessageEnd } from './worker-rpc.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A session whose workers answer as told: each is given the time that its start takes, or never answers. */
function setUp(...startsTake: (number | 'never')[]) {
  const world = { made: 0, ended: 0, vault: 'none', kind: 'whole', tell: (_event: string, _data: unknown) => {} };
  const fake = createFakeDesktop();
  const desktop: Desktop = {
    ...fake,
    call: (async (channel: string) => ({
      ok: true,
      value: channel === 'identity:get' ? identity : channel === 'vault:status' ? { state: world.vault } : {},
    })) as never,
  };
  const createWorker = (): MessageEnd & { terminate(): void } => {
    const takes = startsTake[world.made] ?? 'never';
    world.made += 1;
    let hear: (event: MessageEvent) => void = () => {};
    const say = (data: unknown) => hear({ data } as MessageEvent);
    world.tell = (event, data) => say({ kind: 'tell', event, data });
    return {
      addEventListener: (_type, listener) => {
        hear = listener;
      },
      postMessage(message) {
        const { id, method } = message as { id: number; method: string };
        const value = method === 'start' ? { kind: world.kind, operations: 0, damaged: 0 } : [];
        if (takes !== 'never') setTimeout(() => say({ kind: 'value', id, value }), takes);
      },
      terminate: () => {
        world.ended += 1;
      },
    };
  };
  const session = startDataSession({ desktop, createWorker });
  return { world, state: () => session.state.get().kind, retry: session.retry };
}

test('a start that says nothing is given to another worker, once', async () => {
  const { world, state } = setUp('never', 2_000);
  await pass(9_900);
  expect([world.made, world.ended, state()]).toEqual([1, 0, 'starting']);
  await pass(200);
  expect([world.made, world.ended, state()]).toEqual([2, 1, 'starting']);
  await pass(2_000);
  expect([world.made, world.ended, state()]).toEqual([2, 1, 'ready']);
});

test('the second worker has all the time it takes', async () => {
  const { world, state } = setUp('never', 300_000);
  await pass(309_000);
  expect([world.made, state()]).toEqual([2, 'starting']);
  await pass(2_000);
  expect([world.made, state()]).toEqual([2, 'ready']);
});

test('a start that reads its journal aloud is left in peace', async () => {
  const { world, state } = setUp(25_000);
  for (let read = 0; read < 3; read++) {
    await pass(8_000);
    world.tell('replay', { read, total: 3 });
  }
  await pass(2_000);
  expect([world.made, world.ended, state()]).toEqual([1, 0, 'ready']);
});

test('a library that comes back from the journal is news, but not the first one, nor the first that is sealed', async () => {
  localStorage.clear();
  const told: string[][] = [];
  const { world, retry } = setUp(1, 1, 1, 1);
  world.kind = 'rebuilt';
  const look = async () => {
    await pass(10);
    told.push(dataNotices.get().map(({ kind }) => kind));
    dismissNotice('store-rebuilt');
  };
  await look();
  retry();
  await look();
  world.vault = 'open';
  retry();
  await look();
  retry();
  await look();
  expect(told).toEqual([[], ['store-rebuilt'], [], ['store-rebuilt']]);
});
