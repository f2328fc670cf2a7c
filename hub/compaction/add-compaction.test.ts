import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Operation } from '../../shared/protocol/operation.ts';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';
import { addCompaction } from './add-compaction.ts';
import type { Freed } from './compaction-records.ts';

const minute = 60_000;
const rule = { keepFor: minute, least: 0, share: 0 };
const told: Freed[] = [];
let world: DraftingWorld;

beforeEach(async () => {
  told.length = 0;
  world = await createDraftingWorld();
  const author = await world.device([await world.person('Ana', ['trainer'])]);
  const [create, first] = world.create() as [Operation, Operation];
  const second = world.set({ record: first.record, value: 'Another', lamport: 2, supersedes: [first.id] });
  const says = { message: { readsLetGo: true } };
  await author.sync({ batches: [[create, first, second]], ...says });
  await author.sync(says);
  world.ports.time += 2 * minute;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('[CP9] a hub compacts a while after it started, now and then, and not any more when it stops', async () => {
  const app = Fastify();
  addCompaction(app, { store: world.store, ports: world.ports, rule, onFreed: (freed) => told.push(freed) });
  await app.ready();
  await vi.advanceTimersByTimeAsync(9 * minute);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(minute);
  expect(told).toMatchObject([{ values: 1 }]);
  await vi.advanceTimersByTimeAsync(6 * 60 * minute);
  expect(told).toHaveLength(1);
  await app.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('[CP9] a scope that fails is told of, and the next run tries again', async () => {
  const app = Fastify();
  const warned = vi.spyOn(app.log, 'warn').mockImplementation(() => undefined);
  let fails = true;
  const store: typeof world.store = {
    transaction: (work) => {
      if (fails) throw new Error('The database is away');
      return world.store.transaction(work);
    },
  };
  addCompaction(app, { store, ports: world.ports, rule, onFreed: (freed) => told.push(freed) });
  await app.ready();
  await vi.advanceTimersByTimeAsync(10 * minute);
  expect(warned).toHaveBeenCalledTimes(1);
  fails = false;
  await vi.advanceTimersByTimeAsync(6 * 60 * minute);
  expect(told).toMatchObject([{ values: 1 }]);
  await app.close();
});
