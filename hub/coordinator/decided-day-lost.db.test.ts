/** A backup from before a decision is put back on a real PostgreSQL: what was decided in the lost day ([HB12]). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { decision, rulingOf, rulingOn, type Verdict } from '../../shared/domain/decision.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { decideHeld } from './decide-held.ts';

type Live = Awaited<ReturnType<typeof startAtHub>>;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: HubStore;
let world: World;
let people: { readonly author: string; readonly reader: string; readonly steward: string };
let author: Live;
let reader: Live;
let steward: Live;
let operations: readonly string[];

const open = () => createPostgresHubStore(createDatabase(database.pool(3)));

beforeEach(async () => {
  database = await createTestDatabase();
  hub = open();
  world = await createWorld(hub);
  await hub.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  people = {
    author: await world.person('Ana', ['trainer']),
    reader: await world.person('Ben', ['guest']),
    steward: await world.person('Wen', ['steward']),
  };
  const live = async (person: string) => startAtHub(world, await world.device([person]), { hub: () => hub });
  [author, reader, steward] = [await live(people.author), await live(people.reader), await live(people.steward)];
  for (const one of [author, reader, steward]) await synced(one);
});
afterEach(() => database.drop());

async function synced({ engine }: Live): Promise<void> {
  const result = await engine.sync();
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
}

/** The author works on in a role that ended meanwhile: the hub holds it. */
async function work(): Promise<void> {
  await hub.transaction((tx) => tx.setRoles(people.author, world.scope, ['guest']));
  const place = { scope: world.scope, id: uuidv7(world.ports.clock, world.ports.random) };
  const drafts = createRecord(playbook, place, { title: { en: 'Fuel depot' } });
  const saved = drafts.ok ? await author.engine.apply(people.author, drafts.value) : drafts;
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  operations = saved.value.operations;
}

/** Backs up, lets a day pass, and puts the backup back. */
async function loseDay(day: () => Promise<void>): Promise<void> {
  const restore = await database.backUp();
  hub = open();
  await day();
  await restore();
  hub = open();
  await hub.transaction((tx) => tx.renewEpoch(uuidv7(world.ports.clock, world.ports.random)));
}

async function decideOnPage(verdict: Verdict): Promise<void> {
  const grants = await hub.transaction((tx) => tx.grants([people.steward]));
  const who = { person: people.steward, account: 'wen', grants };
  const said = { operations: [...operations], verdict, note: 'Ask first', language: 'en' as const };
  const decided = await hub.transaction((tx) => decideHeld(tx, world.ports, who, said));
  if (!decided.ok) throw new Error(decided.failure.kind);
}

/** The same on the steward's laptop, from what came with the glance. */
async function decideOnLaptop(outcome: Verdict): Promise<void> {
  world.ports.time += 3_600_000;
  await synced(steward);
  const [change] = (await steward.engine.networkGlance())?.held ?? [];
  if (change === undefined) throw new Error('Nothing is held');
  const by = { person: people.steward, name: 'Wen', centre: 'Sorrel Coast' };
  const said = { outcome, note: 'Ask first', language: 'en', by, at: world.ports.clock.now() };
  const place = { scope: world.scope, id: uuidv7(world.ports.clock, world.ports.random) };
  const drafts = createRecord(decision, place, { ruling: rulingOn(change, said) });
  const saved = drafts.ok ? await steward.engine.apply(people.steward, drafts.value) : drafts;
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  await synced(steward);
}

/** What the hub has of it: decisions in the order, what it remembers of them, and what became of the work. */
async function known() {
  const log = await hub.transaction((tx) => tx.page(world.scope, 0, 1e9));
  const kept = await hub.transaction((tx) => tx.kept(operations));
  const ids = log.map(({ operation }) => operation.id);
  const decided = await hub.transaction((tx) => tx.decisionsIn([world.scope], 100));
  return {
    rulings: log.flatMap(({ operation }) => rulingOf(operation)?.outcome ?? []),
    remembered: decided.map(({ verdict }) => verdict),
    placed: operations.filter((id) => ids.includes(id)).length,
    kept: operations.flatMap((id) => {
      const outcome = kept.get(id);
      return outcome === undefined ? [] : outcome.kind === 'refused' ? outcome.reason : outcome.kind;
    }),
  };
}
const twice = <T>(one: T) => [one, one];
const afterwards = {
  accepted: () => ({ rulings: ['accepted'], placed: 2, kept: [] }),
  returned: () => ({ rulings: ['returned'], remembered: twice('returned'), placed: 0, kept: twice('returned') }),
};
const orders = {
  'the author first': () => [author, reader, author, reader],
  'a reader first': () => [reader, author, reader, author],
} as const;
const cases = (['accepted', 'returned'] as const).flatMap((verdict) =>
  (Object.keys(orders) as (keyof typeof orders)[]).map((order) => ({ verdict, order })),
);

test.each(cases)('[HB12] $verdict on the page in the lost day, $order: it stands once', async ({ verdict, order }) => {
  await work();
  await synced(author);
  await loseDay(async () => {
    await decideOnPage(verdict);
    for (const one of [reader, author]) await synced(one);
  });
  expect(await known()).toMatchObject({ rulings: [], kept: twice('quarantined') });
  for (const one of orders[order]()) await synced(one);
  expect(await known()).toMatchObject(afterwards[verdict]());
  expect(await reader.engine.list({ type: 'decision' })).toHaveLength(1);
  expect(await author.engine.status()).toMatchObject({ waiting: 0 });
});

test.each(['accepted', 'returned'] as const)(
  '[HB12] %s on a laptop in the lost day: the laptop offers it anew, once',
  async (verdict) => {
    await work();
    await synced(author);
    await loseDay(async () => {
      await decideOnLaptop(verdict);
      expect((await known()).rulings).toEqual([verdict]);
    });
    // Nobody but the laptop that made it ever read it.
    await synced(steward);
    expect(await known()).toMatchObject(afterwards[verdict]());
    for (const one of [reader, author, steward]) await synced(one);
    expect(await known()).toMatchObject(afterwards[verdict]());
    for (const { engine } of [reader, author, steward]) {
      expect(await engine.list({ type: 'decision' })).toHaveLength(1);
      expect(await engine.status()).toMatchObject({ waiting: 0 });
    }
    expect(await steward.engine.notAccepted()).toEqual([]);
  },
);

test('[HB12] a decision made on a laptop, which a colleague read and brings first, is no second one when the laptop comes', async () => {
  await work();
  await synced(author);
  await loseDay(async () => {
    await decideOnLaptop('returned');
    await synced(reader);
  });
  for (const one of [reader, steward, author, reader]) await synced(one);
  expect(await known()).toMatchObject(afterwards.returned());
  expect(await steward.engine.notAccepted()).toEqual([]);
});

test('[HB12] what is offered anew after its decision came back is held anew, and decided anew: the order has both', async () => {
  await work();
  await loseDay(async () => {
    await synced(author);
    await decideOnLaptop('returned');
    for (const one of [author, reader]) await synced(one);
  });
  for (const one of [steward, reader, author, steward, reader]) await synced(one);
  expect(await known()).toMatchObject({ rulings: ['returned'], placed: 0, kept: twice('quarantined') });
  expect(await steward.engine.notAccepted()).toEqual([]);
  await decideOnLaptop('accepted');
  expect(await known()).toMatchObject({ rulings: ['returned', 'accepted'], placed: 2, kept: [] });
});
