import { afterEach, beforeEach, expect, test } from 'vitest';
import { rulingOf } from '../../shared/domain/decision.ts';
import { nextChain } from '../../shared/protocol/chain.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { createWorld, creationOf, type ScriptedDevice, type World } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import type { HubStore, HubTransaction } from '../sync/hub-store.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import type { Coordinator } from './access.ts';
import { decideHeld } from './decide-held.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hubs: HubStore[];
let world: World;
let reader: ScriptedDevice;
let made: Operation[];

beforeEach(async () => {
  database = await createTestDatabase();
  hubs = [1, 2].map(() => createPostgresHubStore(createDatabase(database.pool(3))));
  world = await createWorld(hubs[0] as HubStore);
  const author = await world.person('Ana', ['trainer']);
  const device = await world.device([author]);
  reader = await world.device([await world.person('Ben', ['guest'])]);
  await device.sync();
  await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['guest']));
  made = creationOf(world.ports, { scope: world.scope, value: 'Fuel depot' });
  expect((await device.sync({ batches: [made] })).kinds).toEqual(['quarantined', 'quarantined']);
});
afterEach(() => database.drop());

async function steward(name: string): Promise<Coordinator> {
  const person = await world.person(name, ['steward']);
  return { person, account: person, grants: await world.store.transaction((tx) => tx.grants([person])) };
}

const decide = (tx: HubTransaction, who: Coordinator, verdict: 'accepted' | 'returned') =>
  decideHeld(tx, world.ports, who, {
    operations: made.map(({ id }) => id),
    verdict,
    note: 'Ask first',
    language: 'en',
  });

/** What the database has of the decision: how many rows say it, what is still held, and the order. */
async function state() {
  const { rows } = await database.pool(1).query<{ decisions: string; held: string; places: string }>(
    `select (select count(*) from decisions) as decisions, (select count(*) from kept where kind = 'quarantined') as held,
      (select count(*) from operations) as places`,
  );
  const [row] = rows;
  return { decisions: Number(row?.decisions), held: Number(row?.held), places: Number(row?.places) };
}

test('[HB10] decision, what it does and its record are one transaction; the chain goes through all of it', async () => {
  const who = await steward('Wen');
  await world.store.transaction((tx) => decide(tx, who, 'accepted'));
  expect(await state()).toEqual({ decisions: 2, held: 0, places: 4 });
  await reader.sync();
  const read = reader.read.get(world.scope) ?? [];
  expect(read.slice(0, 2).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
  expect(read.flatMap((one) => rulingOf(one)?.by.name ?? [])).toEqual(['Wen']);
  const chain = read.reduce((before, { id, seq }) => nextChain(before, seq, id), '0'.repeat(32));
  expect(reader.cursors.get(world.scope)?.chain).toBe(chain);
});

test.each(['saveRecords', 'append', 'release', 'saveDecisions', 'the end'] as const)(
  '[HB10] a hub that dies at %s leaves neither a decision nor its record',
  async (place) => {
    const who = await steward('Wen');
    const dying = (tx: HubTransaction): HubTransaction =>
      place === 'the end' ? tx : { ...tx, [place]: () => Promise.reject(new Error('power cut')) };
    const run = world.store.transaction(async (tx) => {
      await decide(dying(tx), who, 'accepted');
      throw new Error('power cut');
    });
    await expect(run).rejects.toThrow('power cut');
    expect(await state()).toEqual({ decisions: 0, held: 2, places: 0 });
    await world.store.transaction((tx) => decide(tx, who, 'returned'));
    expect(await state()).toEqual({ decisions: 2, held: 0, places: 2 });
  },
);

test('[HB10] of two stewards at two hubs at the same moment one decides, and one decision stands in the order', async () => {
  const people = [await steward('Wen'), await steward('Oda')];
  const results = await Promise.all(
    people.map((who, n) =>
      (hubs[n] as HubStore).transaction((tx) => decide(tx, who, n === 0 ? 'accepted' : 'returned')),
    ),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, failure: { kind: 'held-changed' } });
  await reader.sync();
  const rulings = (reader.read.get(world.scope) ?? []).flatMap((one) => rulingOf(one) ?? []);
  expect(rulings).toHaveLength(1);
  expect(rulings[0]?.by.person).toBe(people[results.findIndex(({ ok }) => ok)]?.person);
});
