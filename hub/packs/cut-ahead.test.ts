import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askHub } from '../../test/support/ask-hub.ts';
import { createWorld, creationOf, type ScriptedDevice, type World } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { addCutting } from './add-cutting.ts';
import { cutAhead } from './cut-ahead.ts';

let world: World;
let author: ScriptedDevice;

beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  Object.assign(world.ports, { packSizes: { least: 6, stored: 2_000, packed: 100_000, perAnswer: 2 } });
  author = await world.device([await world.person('Ana', ['trainer'])]);
  await write(30);
});
afterEach(() => void vi.useRealTimers());

async function write(records: number) {
  for (let n = 0; n < records; n += 1)
    await author.sync({ batches: [creationOf(world.ports, { scope: world.scope })] });
}
const packs = () => world.store.transaction((tx) => tx.packsAfter(world.scope, 0, 100));
const look = (before: ReadonlyMap<string, number> | null) => cutAhead(world.store, world.ports, before, () => true);

test('[PK3] a scope that has rested is cut to its end, and who asks then finds all of it made', async () => {
  const first = await look(new Map());
  expect([first.made, await packs()]).toEqual([0, []]);
  const second = await look(first.seen);
  const made = await packs();
  expect(second.made).toBe(made.length);
  expect(made.length).toBeGreaterThan(3);
  expect(made.at(-1)?.last).toBe(second.seen.get(world.scope));
  const reader = await world.device([await world.person('Ben', ['guest'])]);
  const { counts, message } = await askHub(world, reader);
  expect(counts.made).toBe(0);
  expect(message.packs?.[0]?.packs).toHaveLength(made.length);
  expect((await look(second.seen)).made).toBe(0);
});

test('[PK3] what is being written to is left alone, and nothing more is cut once the hub stops', async () => {
  const { seen } = await look(new Map());
  await write(1);
  expect((await look(seen)).made).toBe(0);
  expect((await cutAhead(world.store, world.ports, null, () => false)).made).toBe(0);
});

test('[PK3] the rest is cut while a device reads the first packs, and the hub closes after it', async () => {
  vi.useFakeTimers();
  const app = Fastify();
  let made = 0;
  const cutRest = addCutting(app, { ...world, onMade: (packs) => (made += packs) });
  await app.ready();
  cutRest();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(made).toBe((await packs()).length);
  expect(made).toBeGreaterThan(3);
  await app.close();
  expect(vi.getTimerCount()).toBe(0);
});
