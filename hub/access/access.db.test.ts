/** Access for a while at the hub, on the database that it runs on, with the real engine ([AR1] to [AR6]). */
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { type Answer, type Asked, digestOfAsked } from '../../shared/domain/access/access-request.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { certificateIn } from '../../shared/protocol/device-certificate.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import {
  countingPorts,
  createWorld,
  creationOf,
  type ScriptedDevice,
  type World,
} from '../../test/support/scripted-device.ts';
import { oneDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { createPostgresHubStore } from '../sync/store.ts';

const day = 86_400_000;
const database = oneDatabase();
let world: World;
let people: Record<'asker' | 'owner' | 'second', string>;
let laptops: Record<'asker' | 'owner' | 'second', ScriptedDevice>;

/** Ana asks for the other scope, which Ben and Cem look after; all three share the first one, in which requests travel. */
beforeEach(async () => {
  const ports = Object.assign(countingPorts(), { tellsScopes: true });
  world = await createWorld(createPostgresHubStore(createDatabase(database.pool()), ports), ports);
  await world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  people = {
    asker: await world.person('Ana', ['investigator']),
    owner: await world.person('Ben', ['guest']),
    second: await world.person('Cem', ['guest']),
  };
  for (const one of ['owner', 'second'] as const) await roles(people[one], ['coordinator']);
  laptops = {
    asker: await world.device([people.asker]),
    owner: await world.device([people.owner]),
    second: await world.device([people.second]),
  };
  await laptops.owner.sync({ batches: [creationOf(world.ports, { scope: world.otherScope, type: 'playbook' })] });
  await laptops.asker.sync();
});

const roles = (person: string, held: readonly Role[], scope = world.otherScope) =>
  world.store.transaction((tx) => tx.setRoles(person, scope, held));
const names = { asker: 'Ana', owner: 'Ben', second: 'Cem' };
const profile = (one: keyof typeof names) => ({ person: people[one], name: names[one], centre: 'Sorrel Coast' });
const dayAfter = (days: number) => new Date(world.ports.time + days * day).toISOString().slice(0, 10);

function ask(more: Partial<Asked> = {}) {
  const asked: Asked = {
    scope: world.otherScope,
    scopeName: 'Elsewhere',
    kinds: ['playbook'],
    purpose: 'The exercise at the bridge',
    language: 'en',
    until: dayAfter(10),
    by: profile('asker'),
    at: world.ports.time,
    ...more,
  };
  const value = asked as unknown as Json;
  const operations = creationOf(world.ports, { scope: world.scope, type: 'access-request', field: 'asked', value });
  return { asked, operations, request: operations[0]?.record ?? '' };
}

type Request = ReturnType<typeof ask>;

function answer({ request, asked }: Request, by: keyof typeof names, more: Partial<Answer> = {}) {
  const said = {
    does: 'approve',
    request,
    digest: digestOfAsked(request, asked),
    reason: 'So',
    language: 'en',
  } as const;
  const value = { ...said, by: profile(by), at: world.ports.time, ...more } as unknown as Json;
  return creationOf(world.ports, { scope: world.scope, type: 'access-answer', field: 'answer', value });
}

async function asking(more: Partial<Asked> = {}): Promise<Request> {
  const request = ask(more);
  expect((await laptops.asker.sync({ batches: [request.operations] })).kinds).toEqual(['accepted', 'accepted']);
  return request;
}
const say = async (by: keyof typeof names, operations: ReturnType<typeof answer>) =>
  (await laptops[by].sync({ batches: [operations] })).outcomes?.[1];
const grantsOf = (person = people.asker) => world.store.transaction((tx) => tx.grants([person]));
const isGiven = async () => (await grantsOf()).some(({ scope }) => scope === world.otherScope);
const scopesGiven = async () => (await laptops.asker.sync()).message?.scopes.map(({ scope }) => scope) ?? [];
const logged = async () => {
  const { rows } = await database.pool().query("select statement from log_entries where class = 'access'");
  return rows.map(({ statement }) => JSON.parse(statement).does).sort();
};

test('[AR3] [AR4] [AR6] approved, the scope is given until the end of its last day, and nothing of it after that', async () => {
  const request = await asking();
  expect(await scopesGiven()).toEqual([]);
  expect((await say('owner', answer(request, 'owner')))?.kind).toBe('accepted');
  const told = await laptops.asker.sync();
  const until = Date.parse(`${request.asked.until}T00:00:00Z`) + day;
  const given = { person: people.asker, scope: world.otherScope, roles: ['guest'], until, kinds: ['playbook'] };
  expect(told.message?.identity?.grants).toContainEqual(given);
  const { holders } = certificateIn(told.message?.identity ?? {})?.certificate ?? { holders: [] };
  expect(holders[0]?.grants).toContainEqual({ scope: world.otherScope, roles: ['guest'], until, kinds: ['playbook'] });
  expect(laptops.asker.read.get(world.otherScope)).toHaveLength(2);

  world.ports.time = until - 1;
  await laptops.owner.sync({ batches: [creationOf(world.ports, { scope: world.otherScope })] });
  expect(await scopesGiven()).toEqual([world.otherScope]);
  await laptops.owner.sync({ batches: [creationOf(world.ports, { scope: world.otherScope })] });
  world.ports.time = until;
  const over = await laptops.asker.sync();
  expect(over.message?.scopes).toEqual([]);
  expect(over.message?.identity?.grants.map(({ scope }) => scope)).toEqual([world.scope]);
  expect(await isGiven()).toBe(false);
  expect(await logged()).toEqual(['approve', 'ask', 'expire', 'give']);
});

test('[AR4] the engine of a laptop loses the scope that ran out as any other, and keeps what was written elsewhere', async () => {
  const request = await asking();
  await say('owner', answer(request, 'owner'));
  const { engine } = await startAtHub(world, await world.device([people.asker]), { hub: () => world.store });
  await engine.sync();
  expect(await engine.list({ type: 'playbook' })).toHaveLength(1);
  world.ports.time = Date.parse(request.asked.until) + day;
  // Without the hub's word nothing of it is shown any more; with it, it is purged.
  expect(await engine.list({ type: 'playbook' })).toEqual([]);
  expect(await engine.purges()).toEqual([]);
  await engine.sync();
  expect((await engine.purges()).map(({ scope }) => scope)).toEqual([world.otherScope]);
  expect(await engine.list({ type: 'access-request' })).toHaveLength(1);
  await engine.close();
});

test('[AR2] nobody answers themselves, in another name, without looking after the scope, or what was not asked', async () => {
  const request = await asking();
  const reasonOf = async (by: keyof typeof names, more: Partial<Answer> = {}) => {
    const outcome = await say(by, answer(request, by, more));
    return outcome?.kind === 'refused' ? outcome.reason : outcome?.kind;
  };
  await roles(people.asker, ['coordinator']);
  expect(await reasonOf('asker')).toBe('own-work');
  await roles(people.asker, []);
  expect(await reasonOf('owner', { by: profile('second') })).toBe('value-invalid');
  expect(await reasonOf('owner', { digest: '0'.repeat(64) })).toBe('value-invalid');
  expect(await reasonOf('owner', { request: uuidv7(world.ports.clock, world.ports.random) })).toBe('value-invalid');
  await roles(people.second, ['director']);
  expect(await reasonOf('second')).toBe('role-may-not');
  expect(await isGiven()).toBe(false);
});

test('[AR2] a day further ahead than ninety days by the hub is refused, whatever the clock of who asks says', async () => {
  const request = ask({ at: world.ports.time + 60 * day, until: dayAfter(100) });
  const said = await laptops.asker.sync({ batches: [request.operations] });
  expect(said.outcomes?.[1]).toMatchObject({ kind: 'refused', reason: 'value-invalid' });
});

test('[AR2] [AR4] records about people take two; one person takes the access away, and the certificate with it', async () => {
  const request = await asking({ kinds: ['person'] });
  await say('owner', answer(request, 'owner'));
  expect(await isGiven()).toBe(false);
  await say('second', answer(request, 'second'));
  expect(await isGiven()).toBe(true);
  await laptops.asker.sync();
  await say('second', answer(request, 'second', { does: 'end' }));
  expect(await isGiven()).toBe(false);
  expect(await database.pool().query('select 1 from revocations where serial is not null')).toMatchObject({
    rowCount: 1,
  });
  // What was taken away is not given again by an approval that comes late.
  await say('owner', answer(request, 'owner'));
  expect(await isGiven()).toBe(false);
  expect(await logged()).toEqual(['approve', 'approve', 'approve', 'ask', 'end', 'give', 'take']);
});

test('[AR2] a refusal stands against an approval; an answer of somebody whose role ended is refused, never held', async () => {
  const request = await asking();
  await say('owner', answer(request, 'owner', { does: 'refuse' }));
  await say('second', answer(request, 'second'));
  expect(await isGiven()).toBe(false);
  const another = await asking();
  await roles(people.owner, [], world.scope);
  expect((await say('owner', answer(another, 'owner')))?.kind).toBe('refused');
});

test('[AR3] roles that somebody holds besides stay when access ends, and the other way round', async () => {
  const request = await asking();
  await say('owner', answer(request, 'owner'));
  await roles(people.asker, ['guest']);
  expect(await grantsOf()).toHaveLength(3);
  await say('asker', answer(request, 'asker', { does: 'end' }));
  const left = (await grantsOf()).filter(({ scope }) => scope === world.otherScope);
  expect(left).toEqual([{ person: people.asker, scope: world.otherScope, roles: ['guest'] }]);
});

test('[AR5] a laptop hears what the scopes are called that it does not share, unless the hub tells none', async () => {
  const { message } = await laptops.asker.sync({ message: { wantsCertificate: true } });
  expect(message?.identity?.others).toEqual([{ id: world.otherScope, name: 'Elsewhere' }]);
  Object.assign(world.ports, { tellsScopes: false });
  const silent = await laptops.asker.sync({ message: { wantsCertificate: true } });
  expect(silent.message?.identity).not.toHaveProperty('others');
});
