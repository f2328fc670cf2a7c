import { beforeEach, expect, test } from 'vitest';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { createWorld, creationOf, type ScriptedDevice, type World } from '../../test/support/scripted-device.ts';
import type { Device } from '../sync/hub-store.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { revoke } from '../trust/revoke.ts';

const day = 86_400_000;
const week = 7 * day;
let world: World;

beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
});

const deviceOf = async (name: string, ...roles: Role[]) => world.device([await world.person(name, roles)]);
const ask = async (device: ScriptedDevice) => (await device.sync({ message: { glance: true } })).message?.glance;

test("[SY14] somebody who looks after a scope hears how each centre is, as of the hub's time", async () => {
  const trainer = await deviceOf('Ana', 'trainer');
  const silent = await deviceOf('Ben', 'guest');
  await silent.sync();
  world.ports.time += week;
  await trainer.sync({ batches: [creationOf(world.ports, { scope: world.scope })], message: { waiting: 5 } });
  const coordinator = await deviceOf('Anneke', 'coordinator');
  const answer = await coordinator.sync({ message: { glance: true } });
  const { members, ...glance } = answer.message?.glance ?? {};
  expect(members?.map(({ person }) => person.name)).toEqual(['Ana', 'Anneke', 'Ben']);
  expect(glance).toEqual({
    at: world.ports.time,
    centres: [
      {
        centre: 'Sorrel Coast',
        laptops: 3,
        needing: 1,
        // The coordinator's own laptop is asking for the first time.
        quietest: null,
        behind: 4,
        waiting: 3,
        held: 0,
      },
    ],
    held: [],
    heldMore: false,
  });
});

test.each<Role>(['trainer', 'investigator', 'translator', 'reviewer', 'approver', 'director', 'auditor', 'guest'])(
  '[SY14] a %s who asks learns nothing',
  async (role) => {
    expect(await ask(await deviceOf('Ana', role))).toBeUndefined();
  },
);

test('[SY14] it tells of the scopes that its people look after and of no other', async () => {
  const far = await world.person('Far', []);
  await world.store.transaction((tx) => tx.setRoles(far, world.otherScope, ['trainer']));
  await world.device([far]);
  const steward = await deviceOf('Wen', 'steward');
  expect((await ask(steward))?.centres.map(({ laptops }) => laptops)).toEqual([1]);
});

test('[SY14] a role that ended ends it, and nobody gets it unasked', async () => {
  const person = await world.person('Anneke', ['coordinator']);
  const device = await world.device([person]);
  expect((await device.sync()).message?.glance).toBeUndefined();
  expect(await ask(device)).toBeDefined();
  await world.store.transaction((tx) => tx.setRoles(person, world.scope, ['guest']));
  expect(await ask(device)).toBeUndefined();
});

test('[DV4] a retired laptop is counted as such, and nobody waits for it', async () => {
  const silent = await deviceOf('Ben', 'guest');
  await silent.sync();
  const trainer = await deviceOf('Ana', 'trainer');
  world.ports.time += 180 * day;
  await trainer.sync({ batches: [creationOf(world.ports, { scope: world.scope })] });
  const coordinator = await deviceOf('Anneke', 'coordinator');
  await coordinator.sync();
  expect((await ask(coordinator))?.centres).toEqual([
    {
      centre: 'Sorrel Coast',
      laptops: 3,
      retired: 1,
      needing: 0,
      quietest: world.ports.time,
      behind: 0,
      waiting: 0,
      held: 0,
    },
  ]);
  await silent.sync();
  expect((await ask(coordinator))?.centres[0]).not.toHaveProperty('retired');
});

/** Somebody wrote these changes as a trainer, and the hub got them when they were none any more. */
async function hold(changes: readonly Operation[][]) {
  const person = await world.person('Ana', ['trainer']);
  const device = await world.device([person]);
  await device.sync();
  await world.store.transaction((tx) => tx.setRoles(person, world.scope, ['guest']));
  await device.sync({ batches: changes });
  return { person, device };
}

test('[SY17] whoever may decide hears what is held, as one action did it to one record, with its values', async () => {
  const [made] = [creationOf(world.ports, { scope: world.scope, value: 'Fuel depot' })];
  const { person, device } = await hold([made]);
  const [first, second] = made as [Operation, Operation];
  const glance = await ask(await deviceOf('Wen', 'steward'));
  expect([glance?.held, glance?.heldMore]).toEqual([
    [
      {
        scope: world.scope,
        type: 'playbook',
        record: first.record,
        author: { person, name: 'Ana', centre: 'Sorrel Coast' },
        reason: 'role-may-not',
        receivedAt: world.ports.time,
        operations: [
          { id: first.id, kind: 'create', field: '@exists', value: null },
          { id: second.id, kind: 'set', field: 'title.en', value: 'Fuel depot' },
        ],
      },
    ],
    false,
  ]);
  // Neither its author, nor anybody who looks after another scope.
  expect(await ask(device)).toBeUndefined();
  const elsewhere = await world.person('Sefa', []);
  await world.store.transaction((tx) => tx.setRoles(elsewhere, world.otherScope, ['steward']));
  expect((await ask(await world.device([elsewhere])))?.held).toEqual([]);
});

test('[SY17] what has no room in the answer comes later, each change whole, and it is said', async () => {
  const long = Array.from({ length: 6 }, (_, n) =>
    creationOf(world.ports, { scope: world.scope, field: 'description.en', value: `${n}`.repeat(20_000) }),
  );
  await hold(long);
  const glance = await ask(await deviceOf('Wen', 'steward'));
  expect([glance?.held?.map(({ operations }) => operations.length), glance?.heldMore]).toEqual([[2, 2, 2], true]);
});

test('[SY19] whoever looks after a scope hears who holds which role in it, since when, and on which laptops', async () => {
  const ana = await world.person('Ana', []);
  const [, second] = [await world.device([ana]), await world.device([ana])];
  await world.store.transaction(async (tx) => {
    await tx.setRoles(ana, world.scope, ['trainer', 'translator'], { at: 77 });
    const lost = await tx.device(second.identity.device);
    await revoke(tx, world.ports, lost as Device, { by: null });
  });
  const far = await world.person('Far', []);
  await world.store.transaction((tx) => tx.setRoles(far, world.otherScope, ['trainer']));
  const steward = await deviceOf('Wen', 'steward');
  const glance = await ask(steward);
  expect(glance?.members?.[0]).toEqual({
    scope: world.scope,
    person: { person: ana, name: 'Ana', centre: 'Sorrel Coast' },
    laptops: ['Laptop'],
    roles: [
      { role: 'trainer', since: 77, until: null },
      { role: 'translator', since: 77, until: null },
    ],
  });
  expect(glance?.members?.map(({ person }) => person.name)).toEqual(['Ana', 'Wen']);
  expect(glance).not.toHaveProperty('membersMore');
});

test('[SY19] of a scope with more people than the answer has room for the first by name are told, and that there are more', async () => {
  for (let n = 0; n < 200; n += 1) await world.person(`${String(n).padStart(3, '0')} ${'x'.repeat(200)}`, ['guest']);
  const glance = await ask(await deviceOf('Wen', 'steward'));
  const names = glance?.members?.map(({ person }) => person.name.slice(0, 3)) ?? [];
  expect(names[0]).toBe('000');
  expect(JSON.stringify(glance?.members).length).toBeLessThan(33_000);
  expect(names.length).toBeGreaterThan(50);
  expect(glance?.membersMore).toBe(true);
});
