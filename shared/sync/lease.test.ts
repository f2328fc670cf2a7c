import { expect, test } from 'vitest';
import {
  draftPlaybook,
  type EngineLife,
  edit,
  playbookId,
  save,
  startLife,
  sync,
} from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { day } from '../../test/support/golden-trust.ts';
import { scopeA } from '../../test/support/network.ts';
import { draftRelease, draftReleased } from '../../test/support/release-drafts.ts';
import { certified, createRoomWorld, issuedAt, meet } from '../../test/support/room-world.ts';
import { setFields } from '../domain/edit.ts';
import { playbook } from '../domain/playbook.ts';
import type { RecordState } from '../domain/record-state.ts';
import { type FrozenPlaybook, freezePlaybook } from '../domain/release/frozen-playbook.ts';
import { createMemoryStore } from './memory-store.ts';

const roles = { [scopeA]: ['coordinator', 'trainer', 'steward', 'approver', 'reviewer'] } as const;
const { identity, signer } = certified(1, { roles, certificate: { leaseDays: 45 } });
/** Of a hub that signs no places: the fake one has no key. */
// As in the sample network one laptop speaks for everybody here ([OD4]).
const device = { identity: { ...identity, sample: true, hubKeys: [] }, signer };

const turnTo = ({ clock }: Pick<EngineLife, 'clock'>, days: number) => clock.set(issuedAt + days * day);
const titles = async ({ engine }: Pick<EngineLife, 'engine'>) =>
  (await engine.list({ type: 'playbook' })).map(({ values }) => values['title.en']);

/** A laptop that synced what it has on its first day, 45 days before its lease ends. */
async function syncedLife() {
  const hub = createFakeHub();
  const life = await startLife(hub, { device });
  await save(life, draftPlaybook(1, 'Placed'));
  await sync(life);
  return { hub, life };
}

/** Started once more on the same disk, at the same hour. */
async function again({ hub, life }: Awaited<ReturnType<typeof syncedLife>>, days: number, isRebuilt = false) {
  const store = isRebuilt ? createMemoryStore() : life.store;
  const next = await startLife(hub, { device, journal: life.journal, store });
  turnTo(next, days);
  return next;
}

async function textOf({ engine }: EngineLife, number: number): Promise<FrozenPlaybook> {
  const frozen = freezePlaybook((await engine.open([playbookId(number)]))[0] as RecordState, []);
  if (!frozen.ok) throw new Error(frozen.failure.kind);
  return frozen.value;
}

test('[LE1] the lease counts from the last word of the hub, and the certificate has an end of its own', async () => {
  const life = await startLife(createFakeHub(), { device });
  const certificateEndsAt = issuedAt + 180 * day;
  expect(await life.engine.lease()).toEqual({
    heardAt: issuedAt,
    endsAt: issuedAt + 45 * day,
    certificateEndsAt,
    isOver: false,
  });
  turnTo(life, 30);
  await sync(life);
  expect(await life.engine.lease()).toMatchObject({ endsAt: issuedAt + 75 * day, isOver: false });
});

test('[LE1] a device of a hub of before has none, and is never locked', async () => {
  const life = await startLife(createFakeHub());
  await save(life, draftPlaybook(1));
  await sync(life);
  turnTo(life, 9_000);
  expect(await life.engine.lease()).toBeNull();
  expect(await titles(life)).toEqual(['Playbook 1']);
});

test('[LE2] from its end nothing is listed, opened or looked back on; the next exchange opens everything', async () => {
  const { life } = await syncedLife();
  turnTo(life, 45);
  const told: unknown[] = [];
  life.engine.onChange(({ reading, purged }) => reading && told.push([reading.isLocked, purged]));
  expect(await titles(life)).toEqual([]);
  expect(await life.engine.open([playbookId(1)])).toEqual([]);
  expect(await life.engine.history(playbookId(1))).toEqual([]);
  expect(await life.engine.conflict(playbookId(1), 'state')).toBeNull();
  expect(await life.engine.lease()).toMatchObject({ isOver: true });
  expect(life.engine.reading().isLocked).toBe(true);
  await sync(life);
  expect(await titles(life)).toEqual(['Placed']);
  expect(told).toEqual([
    [true, [scopeA]],
    [false, [scopeA]],
  ]);
});

test('[LE4] what was written here and has no place is shown, goes on, and is sent', async () => {
  const { hub, life } = await syncedLife();
  await save(life, draftPlaybook(2, 'Waits'));
  turnTo(life, 46);
  await save(life, draftPlaybook(3, 'Written since'));
  await edit(life, 2, { region: 'North' });
  expect((await titles(life)).sort()).toEqual(['Waits', 'Written since']);
  expect(await life.engine.history(playbookId(2))).toHaveLength(4);
  expect((await life.engine.status()).waiting).toBe(7);
  hub.judge = ({ id, record }) => (record === playbookId(3) ? { kind: 'refused', id, reason: 'role-may-not' } : null);
  await sync(life);
  expect((await titles(life)).sort()).toEqual(['Placed', 'Waits']);
  turnTo(life, 100);
  expect(await titles(life)).toEqual([]);
  expect(await life.engine.notAccepted()).toHaveLength(3);
});

test('[LE4] what was released is shown with its release, unless it is TLP:RED; a draft of it that is in review is not', async () => {
  const { life } = await syncedLife();
  await save(life, draftPlaybook(2, 'Released'));
  await save(life, draftPlaybook(3, 'Red'));
  const [red] = await life.engine.open([playbookId(3)]);
  const marked = setFields(playbook, red as RecordState, { marking: 'TLP:RED' });
  await save(life, marked.ok ? marked.value : []);
  const one = draftReleased(await textOf(life, 2), { n: 20, scope: scopeA });
  const next = draftRelease(await textOf(life, 2), { n: 40, scope: scopeA, number: '2.0' });
  const other = draftReleased(await textOf(life, 3), { n: 60, scope: scopeA });
  await save(life, [...one.drafts, ...next.drafts, ...other.drafts]);
  await sync(life);
  turnTo(life, 60);
  expect(await titles(life)).toEqual(['Released']);
  expect((await life.engine.list({ type: 'release' })).map(({ id }) => id)).toEqual([one.id]);
  expect(await life.engine.list({ type: 'release-approval' })).toHaveLength(3);
  expect(await life.engine.open([one.id, next.id, other.id])).toHaveLength(1);
});

test('[LE2] what comes from a laptop in the room is kept and counted, is not shown, and opens nothing', async () => {
  const { enter } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  await save(one as unknown as EngineLife, draftPlaybook(1, 'From one'));
  turnTo(two, 61);
  expect(await meet(one, two)).toMatchObject({ sent: 3 });
  expect(await titles(two)).toEqual([]);
  expect(await two.engine.unconfirmed(10)).toEqual({ count: 3, operations: [] });
});

test('[LE3] a clock that is set back opens nothing, nor does a restart or a rebuild; the hub does', async () => {
  const world = await syncedLife();
  turnTo(world.life, 50);
  expect(await titles(world.life)).toEqual([]);
  turnTo(world.life, 2);
  expect(await titles(world.life)).toEqual([]);
  expect(await titles(await again(world, 2))).toEqual([]);
  const rebuilt = await again(world, 2, true);
  expect(rebuilt.engine.started.kind).toBe('rebuilt');
  expect(await titles(rebuilt)).toEqual([]);
  await sync(rebuilt);
  expect(await titles(rebuilt)).toEqual(['Placed']);
});

test('[LE5] a clock that is wrong by years locks while it says so, and not once it is right', async () => {
  const world = await syncedLife();
  turnTo(world.life, 20 * 365);
  expect(await titles(world.life)).toEqual([]);
  turnTo(world.life, 2);
  expect(await titles(world.life)).toEqual(['Placed']);
  expect(await titles(await again(world, 2))).toEqual(['Placed']);
});

test('[LE3] an exchange ends it for good, whatever the clock says then, after a rebuild too', async () => {
  const world = await syncedLife();
  // The certificate is of a day that this clock does not know yet: the lease counts from it before and after the exchange.
  turnTo(world.life, -2);
  await sync(world.life);
  turnTo(world.life, 50);
  expect(await titles(world.life)).toEqual([]);
  turnTo(world.life, -1);
  expect(await titles(world.life)).toEqual([]);
  await sync(world.life);
  expect(await titles(world.life)).toEqual(['Placed']);
  expect(await titles(await again(world, -1))).toEqual(['Placed']);
  expect(await titles(await again(world, -1, true))).toEqual(['Placed']);
});

test('[LE3] a rebuild that forgets an exchange that brought nothing opens nothing either', async () => {
  const world = await syncedLife();
  turnTo(world.life, 10);
  await sync(world.life);
  turnTo(world.life, 56);
  expect(await titles(world.life)).toEqual([]);
  expect(await titles(await again(world, 2, true))).toEqual([]);
});
