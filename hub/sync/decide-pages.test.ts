import { beforeEach, describe, expect, test } from 'vitest';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';
import { givePages } from './decide-pages.ts';

let world: DraftingWorld;
beforeEach(async () => {
  world = await createDraftingWorld();
});

describe('grants that changed meanwhile', () => {
  test('[HB13] [HB1] what was allowed when it was made and is not any more is held for a steward, and stays held when resent', async () => {
    const ana = await world.person('Ana', ['trainer']);
    const device = await world.device([ana]);
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['guest']));
    const operations = world.create();
    const answer = await device.sync({ batches: [operations] });
    expect(answer.outcomes?.[0]).toMatchObject({ kind: 'quarantined', reason: 'role-may-not', owner: 'steward' });
    expect(answer.kinds).toEqual(['quarantined', 'quarantined']);
    expect(answer.message?.identity?.grants).toEqual([{ person: ana, scope: world.scope, roles: ['guest'] }]);
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['quarantined', 'quarantined']);
    expect((await world.store.transaction((tx) => tx.keptIn(world.scope))).length).toBe(2);
  });

  test('[HB13] what was never allowed is refused, and accepted when it is resent after a grant that the device knows', async () => {
    const ana = await world.person('Ana', ['guest']);
    const device = await world.device([ana]);
    const operations = world.create();
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['refused', 'refused']);
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['trainer']));
    await device.sync();
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['accepted', 'accepted']);
  });

  test('[SC7] a device reads only scopes in which one of its people holds a role', async () => {
    const [ana, out] = [await world.person('Ana', ['trainer']), await world.person('Out', [])];
    const [a, b] = [await world.device([ana]), await world.device([out])];
    await a.sync({ batches: [world.create()] });
    const answer = await b.sync({ message: { cursors: [{ scope: world.scope, seq: 0, chain: '0'.repeat(32) }] } });
    expect([answer.message?.scopes, b.read.size]).toEqual([[], 0]);
  });

  test('who the device is is told again when the answer that told it was lost', async () => {
    const ana = await world.person('Ana', ['trainer']);
    const device = await world.device([ana]);
    await device.sync();
    const { ticket, epoch } = device;
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['guest']));
    expect((await device.sync()).message?.identity?.grants[0]?.roles).toEqual(['guest']);
    Object.assign(device, { ticket, epoch });
    expect((await device.sync()).message?.identity?.grants[0]?.roles).toEqual(['guest']);
  });
});

describe('cursors that are not of this history', () => {
  test.each([
    ['ahead of the hub', { seq: 99 }],
    ['of another chain', { chain: 'ab'.repeat(16) }],
  ])('[SY22] %s: read again from the beginning, and told so', async (_name, change) => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [world.create()] });
    const cursor = { scope: world.scope, seq: 2, chain: device.cursors.get(world.scope)?.chain as string, ...change };
    const answer = await device.sync({ message: { cursors: [cursor] } });
    expect(answer.message?.scopes).toMatchObject([{ seq: 2, rewound: true, more: false }]);
    expect(device.read.get(world.scope)?.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('[SY22] of another epoch: every scope is named and read again', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [world.create()] });
    device.epoch = world.otherScope;
    const answer = await device.sync();
    expect(answer.message?.scopes).toMatchObject([{ scope: world.scope, seq: 2, rewound: true }]);
  });
});

test('[SY21] an answer holds no more pages than a device takes at once: what is left comes with the next', async () => {
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  await device.sync({ batches: [world.create()] });
  const given = (operations: number) =>
    world.store.transaction((tx) =>
      givePages(
        tx,
        { cursors: [], epoch: null },
        { epoch: device.epoch as string },
        {
          readable: [world.scope],
          broughtFrom: new Map(),
          budget: 1_000_000,
          desk: null,
          limit: { content: 1_000_000, operations },
        },
      ),
    );
  const [whole, stopped] = [await given(2), await given(1)];
  expect([whole.pages.length, whole.scopes]).toEqual([1, [expect.objectContaining({ seq: 2, more: false })]]);
  expect([stopped.pages.length, stopped.scopes]).toEqual([0, [expect.objectContaining({ seq: 0, more: true })]]);
});
