import { expect, test } from 'vitest';
import { createWorld } from '../../test/support/scripted-device.ts';
import { readCode } from '../enrol/code.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { foundNetwork } from './found-network.ts';

const founder = { name: 'Ines Calder', centre: 'Sorrel Coast' };

test('an empty network begins with one person who coordinates it, and a code for their laptop', async () => {
  const { store, ports } = await createWorld(createMemoryHubStore());
  const founded = await store.transaction((tx) => foundNetwork(tx, ports, founder));
  if (!founded.ok) throw new Error(founded.failure.kind);
  const { person, scope, code } = founded.value;
  await store.transaction(async (tx) => {
    expect(await tx.persons([person])).toEqual([{ person, ...founder }]);
    expect(await tx.grants([person])).toEqual([{ person, scope, roles: ['coordinator', 'steward'] }]);
    const known = await tx.lockCode(readCode(code)?.selector ?? '');
    expect(known?.persons).toEqual([person]);
  });
});

test('a network in which somebody holds a role is not founded again', async () => {
  const world = await createWorld(createMemoryHubStore());
  await world.person('Ana', ['trainer']);
  const { store, ports } = world;
  expect(await store.transaction((tx) => foundNetwork(tx, ports, founder))).toEqual({
    ok: false,
    failure: { kind: 'network-exists' },
  });
});
