/** What waited for a newer hub, judged when one starts on the same database ([EV4], [EV5]). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thisEdition } from '../../shared/domain/edition.ts';
import { editions } from '../../test/support/editions.ts';
import { createWorld, creationOf, operationOf, type World } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import { createPostgresHubStore } from './store.ts';
import { takeWaiting } from './take-waiting.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let world: World;
/** The ports of a hub that knows no exercises. */
let former: ExchangePorts;

beforeEach(async () => {
  database = await createTestDatabase();
  world = await createWorld(createPostgresHubStore(createDatabase(database.pool())));
  former = Object.assign(world.ports, { edition: editions.old });
});
afterEach(() => database.drop());

const upgraded = () => world.store.transaction((tx) => takeWaiting(tx, { ...former, edition: thisEdition }));
const outcomes = async () =>
  (await world.store.transaction((tx) => tx.keptIn(world.scope))).map(({ outcome }) => outcome.kind);

test('[EV4] work of a known right comes into the order with its record first, once; what is still unknown goes on waiting', async () => {
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  const made = creationOf(world.ports, { scope: world.scope, type: 'exercise' });
  const strange = operationOf(world.ports, { scope: world.scope, type: 'weather' });
  expect((await device.sync({ batches: [[...made, strange]] })).kinds).toEqual(Array(3).fill('needs-newer-hub'));
  expect(await world.store.transaction((tx) => takeWaiting(tx, former))).toBe(0);
  expect(await upgraded()).toBe(2);
  expect(await outcomes()).toEqual(['needs-newer-hub']);
  expect(await upgraded()).toBe(0);
  const reader = await world.device([await world.person('Ben', ['guest'])]);
  await reader.sync();
  expect(reader.read.get(world.scope)?.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
});

test('[EV4] grants and keys of today count: what they do not allow is held or refused, and nothing slips in by waiting', async () => {
  const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['guest'])];
  const [withdrawn, guest] = [await world.device([ana]), await world.device([ben])];
  const make = () => creationOf(world.ports, { scope: world.scope, type: 'exercise' });
  await withdrawn.sync({ batches: [make()] });
  await guest.sync({ batches: [make()] });
  await world.store.transaction(async (tx) => {
    const device = await tx.device(withdrawn.identity.device);
    if (device !== null) await tx.saveDevice({ ...device, revokedAt: world.ports.time });
  });
  expect(await upgraded()).toBe(4);
  expect((await outcomes()).sort()).toEqual(['quarantined', 'quarantined', 'refused', 'refused']);
});
