import { expect, test, vi } from 'vitest';
import { createWorld } from '../../test/support/scripted-device.ts';
import { oneDatabase } from '../../test/support/test-database.ts';
import { createEnrolmentCode } from '../coordinator/decide-enrolment.ts';
import { createDatabase } from '../db/database.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { takeRole } from './decide-grants.ts';

const database = oneDatabase();

test('[GV5] a role that is taken away while somebody makes a code with another one does not come back', async () => {
  const world = await createWorld(createPostgresHubStore(createDatabase(database.pool())));
  const person = await world.person('Wen', ['steward']);
  const ruslan = await world.person('Ruslan', ['trainer', 'investigator']);
  const who = { person, account: '', grants: await world.store.transaction((tx) => tx.grants([person])) };
  const [taken, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const taking = world.store.transaction(async (tx) => {
    await takeRole(tx, world.ports, who, { person: ruslan, scope: world.scope, role: 'trainer' });
    taken.resolve();
    await mayEnd.promise;
  });
  await taken.promise;
  const grants = [{ scope: world.scope, roles: ['translator' as const] }];
  const order = { persons: [ruslan], newPersons: [], grants };
  const making = world.store.transaction((tx) =>
    createEnrolmentCode(tx, { ports: world.ports, pin: null }, who, order),
  );
  await vi.waitFor(async () => {
    const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    expect((await database.pool().query(waits)).rowCount).toBe(1);
  }, 10_000);
  mayEnd.resolve();
  await taking;
  expect((await making).ok).toBe(true);
  const held = await world.store.transaction((tx) => tx.grants([ruslan]));
  expect(held.flatMap(({ roles }) => roles).sort()).toEqual(['investigator', 'translator']);
});
