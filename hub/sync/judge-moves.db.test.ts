/** Moves at the hub, on the database that it runs on ([MV4] to [MV6], [MV10], [AG6]). */
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { digestOfTerms, type Terms } from '../../shared/domain/agreement/agreement.ts';
import { firstPlaceField } from '../../shared/domain/move/first-place-field.ts';
import { idInScope } from '../../shared/domain/move/moved.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import {
  createWorld,
  creationOf,
  operationOf,
  type ScriptedDevice,
  type World,
} from '../../test/support/scripted-device.ts';
import { oneDatabase } from '../../test/support/test-database.ts';
import { decideHeld } from '../coordinator/decide-held.ts';
import { createDatabase } from '../db/database.ts';
import { createPostgresHubStore } from './store.ts';
import { takeWaiting } from './take-waiting.ts';

const database = oneDatabase();
let world: World;
let author = '';
let device: ScriptedDevice;
let made: Operation[];

/** A playbook in the first scope, made by a coordinator of both. */
beforeEach(async () => {
  world = await createWorld(createPostgresHubStore(createDatabase(database.pool())));
  author = await world.person('Ana', ['coordinator']);
  await roles(author, world.otherScope, ['coordinator']);
  device = await world.device([author]);
  made = creationOf(world.ports, { scope: world.scope });
  await device.sync({ batches: [made] });
});

const roles = (person: string, scope: string, held: readonly Role[]) =>
  world.store.transaction((tx) => tx.setRoles(person, scope, held));

/** The two parts of the move of the playbook, as one action. */
function moving() {
  const [create, title] = made as [Operation, Operation];
  const tx = uuidv7(world.ports.clock, world.ports.random);
  const record = idInScope({ scope: world.scope, record: create.record }, world.otherScope);
  const arrival = creationOf(world.ports, { scope: world.otherScope, record, tx });
  const to = { scope: world.otherScope, record };
  const value = { seen: [title.id], to, made: arrival.map(({ id }) => id) };
  const place = { scope: world.scope, record: create.record, tx };
  const mark = operationOf(world.ports, { ...place, kind: 'move', field: '@exists', value, supersedes: [create.id] });
  return { arrival, mark };
}

const logOf = async (scope: string) =>
  (await world.store.transaction((tx) => tx.page(scope, 0, 1_000_000))).map(({ operation }) => operation.id);

test('[MV5] both parts come into the order together, whichever stands first in the request; said again they are known', async () => {
  const { arrival, mark } = moving();
  const answer = await device.sync({ batches: [[mark], arrival] });
  expect(answer.kinds).toEqual(['accepted', 'accepted', 'accepted']);
  expect(await logOf(world.scope)).toContain(mark.id);
  expect(await logOf(world.otherScope)).toEqual(arrival.map(({ id }) => id));
  expect((await device.sync({ batches: [[mark], arrival] })).kinds).toEqual(['duplicate', 'duplicate', 'duplicate']);
});

test('[MV4] [MV5] what the new scope refuses is not taken from the old one, and the reason is one', async () => {
  await roles(author, world.otherScope, []);
  const stranger = await world.device([await world.person('Ben', ['coordinator'])]);
  const { arrival, mark } = moving();
  const answer = await stranger.sync({ batches: [arrival, [mark]] });
  expect(answer.outcomes).toMatchObject(Array(3).fill({ kind: 'refused', reason: 'no-grant-in-scope' }));
  expect(await logOf(world.scope)).not.toContain(mark.id);
  expect(await logOf(world.otherScope)).toEqual([]);
});

test('[MV4] [MV5] who may not take it away brings nothing into the new scope', async () => {
  const trainer = await world.person('Ben', ['trainer']);
  await roles(trainer, world.otherScope, ['coordinator']);
  const { arrival, mark } = moving();
  const answer = await (await world.device([trainer])).sync({ batches: [arrival, [mark]] });
  expect(answer.outcomes).toMatchObject(Array(3).fill({ kind: 'refused', reason: 'role-may-not' }));
  expect(await logOf(world.otherScope)).toEqual([]);
});

test('[MV5] [MV10] a mark alone waits; once its record has arrived, the next start of the hub takes it', async () => {
  const { arrival, mark } = moving();
  const upgraded = () => world.store.transaction((tx) => takeWaiting(tx, world.ports));
  const said = { kind: 'needs-newer-hub', reason: 'move-incomplete' };
  for (let time = 0; time < 2; time += 1)
    expect((await device.sync({ batches: [[mark]] })).outcomes).toMatchObject([said]);
  expect(await world.store.transaction((tx) => tx.keptIn(world.scope))).toMatchObject([{ outcome: said }]);
  await upgraded();
  expect(await logOf(world.scope)).not.toContain(mark.id);
  // As a hub takes it that does not know what a move is.
  const [first, second] = arrival.map((operation) => ({ ...operation }));
  expect((await device.sync({ batches: [[first as Operation, second as Operation]] })).kinds).toEqual([
    'accepted',
    'accepted',
  ]);
  await upgraded();
  expect(await logOf(world.scope)).toContain(mark.id);
});

test('[MV5] a mark that came first has its place in the exchange that brings the rest, and both devices are given it', async () => {
  const { arrival, mark } = moving();
  const [create, title] = arrival as [Operation, Operation];
  const { scope, record, tx } = create;
  const value = { scope: world.scope, record: mark.record };
  const from = operationOf(world.ports, { scope, record, tx, field: firstPlaceField, value });
  const names = { ...(mark.value as object), made: [create.id, title.id, from.id] };
  const late = operationOf(world.ports, { ...mark, value: names });
  expect((await device.sync({ batches: [[late]] })).kinds).toEqual(['needs-newer-hub']);
  const other = await world.device([author]);
  await other.sync();
  expect((await other.sync({ batches: [arrival] })).kinds).toEqual(['accepted', 'accepted']);
  expect(await logOf(world.scope)).not.toContain(late.id);
  const beside = creationOf(world.ports, { scope: world.scope });
  expect((await other.sync({ batches: [beside, [from]] })).kinds).toEqual(['accepted', 'accepted', 'accepted']);
  expect((await logOf(world.scope)).at(-1)).toBe(late.id);
  await device.sync();
  for (const { read } of [device, other]) expect(read.get(world.scope)?.map(({ id }) => id)).toContain(late.id);
});

test('[MV6] a steward accepts a held mark after what it names, and not before', async () => {
  const { arrival, mark } = moving();
  await roles(author, world.scope, ['guest']);
  const answer = await device.sync({ batches: [arrival, [mark]] });
  expect(answer.kinds).toEqual(['quarantined', 'quarantined', 'quarantined']);
  const person = await world.person('Wen', ['steward']);
  await roles(person, world.otherScope, ['steward']);
  const grants = await world.store.transaction((tx) => tx.grants([person]));
  const accept = (operations: readonly Operation[]) => {
    const decided = {
      operations: operations.map(({ id }) => id),
      verdict: 'accepted',
      note: '',
      language: 'en',
    } as const;
    return world.store.transaction((tx) => decideHeld(tx, world.ports, { person, account: person, grants }, decided));
  };
  expect(await accept([mark])).toMatchObject({ failure: { kind: 'move-incomplete' } });
  expect(await accept(arrival)).toMatchObject({ ok: true });
  expect(await accept([mark])).toMatchObject({ ok: true });
  expect(await logOf(world.scope)).toContain(mark.id);
});

test('[MV5] a move that names nothing, or stays in its scope, is none', async () => {
  const { mark } = moving();
  const value = mark.value as { seen: string[]; to: { scope: string; record: string }; made: string[] };
  for (const wrong of [{ ...value, made: [] }, { ...value, to: { ...value.to, scope: world.scope } }, { seen: [] }]) {
    const bad = operationOf(world.ports, { ...mark, value: wrong });
    const answer = await device.sync({ batches: [[bad]] });
    expect(answer.outcomes).toMatchObject([{ kind: 'refused', reason: 'value-invalid' }]);
  }
});

/** The two scopes are of two centres; the record arrives first, and Ana, who made it, loses the new scope before she sends the mark. */
async function sendMarkUnseen() {
  await world.store.transaction(async (tx) => {
    await tx.addScope({ id: world.scope, name: 'Coast papers', centre: 'Coast' });
    await tx.addScope({ id: world.otherScope, name: 'Highlands papers', centre: 'Highlands' });
  });
  const { arrival, mark } = moving();
  const marking = operationOf(world.ports, { ...arrival[1], field: 'marking', value: 'TLP:GREEN' } as Operation);
  await device.sync({ batches: [[...arrival, marking]] });
  await roles(author, world.otherScope, []);
  const value = { ...(mark.value as object), made: [...arrival, marking].map(({ id }) => id) };
  const { outcomes } = await device.sync({ batches: [[operationOf(world.ports, { ...mark, value })]] });
  return outcomes;
}

test('[AG6] a new scope that the transaction does not see is still of its centre: without an agreement nothing goes', async () => {
  expect(await sendMarkUnseen()).toMatchObject([{ kind: 'refused', reason: 'no-agreement' }]);
});

test('[AG6] and with one it goes', async () => {
  const today = new Date(world.ports.time).toISOString().slice(0, 10);
  const by = (name: string, centre: string) => {
    return { person: uuidv7(world.ports.clock, world.ports.random), name, centre };
  };
  const terms: Terms = {
    ...{ title: 'Doctrine', reference: '', purpose: '', language: 'en', parties: ['Coast', 'Highlands'] },
    ...{ kinds: ['playbook'], ceiling: 'TLP:GREEN', from: today, until: today, signatures: 1 },
    ...{ by: by('Ana', 'Coast'), at: 1 },
  };
  const record = uuidv7(world.ports.clock, world.ports.random);
  const signed = (centre: string): Json => ({
    ...{ does: 'sign', digest: digestOfTerms(record, terms), note: '', language: 'en', by: by(centre, centre), at: 2 },
  });
  const words = [terms as unknown as Json, signed('Coast'), signed('Highlands')].map((value, at) => {
    return { operation: `0${at}`.repeat(16), type: at === 0 ? 'agreement' : 'agreement-act', record, value };
  });
  await world.store.transaction((tx) => tx.saveAgreementWords(words));
  expect(await sendMarkUnseen()).toMatchObject([{ kind: 'accepted' }]);
});
