import { expect, test } from 'vitest';
import { createWorld, creationOf } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { type Moved, watchStore } from './watch-store.ts';

async function watched() {
  const inner = createMemoryHubStore();
  const told: Moved[] = [];
  const store = watchStore(inner, (moved) => told.push(moved));
  const world = await createWorld(inner);
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  return { world, store, told, device };
}

test('[BG8] tells the scopes that an exchange moved and whose it was, and nothing of one that moved nothing', async () => {
  const { world, store, told, device } = await watched();
  await device.syncWith(store, {});
  expect(told).toEqual([]);
  await device.syncWith(store, { batches: [creationOf(world.ports, { scope: world.scope })] });
  expect(told).toEqual([{ scopes: [{ scope: world.scope, by: device.identity.device }], access: false }]);
});

test('[BG8] tells nothing of a transaction that was undone, and once of one that ran again', async () => {
  const { world, store, told } = await watched();
  await expect(
    store.transaction(async (tx) => {
      await tx.append(world.scope, []);
      throw new Error('planted');
    }),
  ).rejects.toThrow('planted');
  expect(told).toEqual([]);
  await store.transaction((tx) => tx.append(world.scope, []));
  expect(told).toEqual([{ scopes: [{ scope: world.scope, by: null }], access: false }]);
});

test('[BG9] tells that roles changed', async () => {
  const { world, store, told } = await watched();
  const person = await world.person('Ben', []);
  await store.transaction((tx) => tx.setRoles(person, world.scope, ['guest']));
  expect(told).toEqual([{ scopes: [], access: true }]);
});
