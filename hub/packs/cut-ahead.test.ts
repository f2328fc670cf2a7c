import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askHub } from '../../test/support/ask-hub.ts';
import { createWorld, creationOf, type ScriptedDevice, type World } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { addCutting } from './add-cutting.ts';
import { cutAhead, type Looked, notLooked } from './cut-ahead.ts';

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
const look = (looked: Looked, goesOn = () => true) => cutAhead(world.store, world.ports, looked, goesOn);

test('[PK3] a scope that has rested is cut to its end, once, and who asks then finds all of it made', async () => {
  const looked = notLooked();
  expect([await look(looked), await packs()]).toEqual([0, []]);
  const made = await look(looked);
  const cut = await packs();
  expect(made).toBe(cut.length);
  expect(cut.length).toBeGreaterThan(3);
  expect(cut.at(-1)?.last).toBe(looked.seen.get(world.scope));
  const reader = await world.device([await world.person('Ben', ['guest'])]);
  const { counts, message } = await askHub(world, reader);
  expect([counts.made, counts.wanting]).toEqual([0, []]);
  expect(message.packs?.[0]?.packs).toHaveLength(cut.length);
  expect(looked.done.get(world.scope)).toBe(looked.seen.get(world.scope));
  expect(await look(looked)).toBe(0);
});

test('[PK3] what is being written to is cut for who reads it alone, and nothing more once the hub stops', async () => {
  const looked = notLooked();
  await look(looked);
  await write(1);
  expect(await look(looked)).toBe(0);
  expect(await look(looked, () => false)).toBe(0);
  await write(1);
  const reader = await world.device([await world.person('Ben', ['guest'])]);
  const { counts } = await askHub(world, reader);
  expect(counts).toMatchObject({ made: 2, wanting: [world.scope] });
  for (const scope of counts.wanting) looked.asked.add(scope);
  expect(await look(looked)).toBe((await packs()).length - 2);
});

test('[PK3] the rest is cut while a device reads the first packs, and the hub closes after it', async () => {
  vi.useFakeTimers();
  const app = Fastify();
  let made = 0;
  const cutRest = addCutting(app, { ...world, onMade: (packs) => (made += packs) });
  await app.ready();
  cutRest([world.scope]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(made).toBe((await packs()).length);
  expect(made).toBeGreaterThan(3);
  await app.close();
  expect(vi.getTimerCount()).toBe(0);
});
