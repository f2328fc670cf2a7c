import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { addScopes, openDatabaseAt } from '../../test/bench/sync/bench-hub.ts';
import { type HubProcess, startHubProcess } from '../../test/e2e/support/hub-process.ts';
import {
  faultsIn,
  type LaptopAtHubs,
  openLaptopAtHubs,
  syncSomewhere,
  writeOn,
} from '../../test/support/laptops-at-hubs.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { systemPorts } from '../start-hub.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function newFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `waypost-${name}-`));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const writers = 16;
const rounds = 4;

test('[SY20] sixteen laptops that write one scope through three hub processes, one of which is killed, read every place once', async () => {
  const database = await createTestDatabase();
  ends.push(database.drop);
  const folder = await newFolder('hubs');
  // They meet a database that none of them has founded, and none has made the key that seals.
  const hubs = await Promise.all([1, 2, 3].map(() => startHubProcess({ folder, env: { DATABASE_URL: database.url } })));
  ends.push(() => Promise.all(hubs.map((hub) => hub.stop())));
  const { store, code, close } = openDatabaseAt(database.url);
  ends.push(close);
  const scope = uuidv7(systemPorts.clock, systemPorts.random);
  await addScopes(store, [scope]);
  const codes: string[] = [];
  for (let n = 0; n < writers + 2; n += 1) codes.push(await code([scope]));
  const open = (at: readonly HubProcess[]) => openLaptopAtHubs(newFolder, at, codes.pop() ?? '');
  const laptops = await Promise.all(Array.from({ length: writers }, () => open(hubs)));
  ends.push(() => Promise.all(laptops.map(({ device }) => device.close())));
  let exchanges = 0;
  const killed = Promise.withResolvers<void>();
  const write = (laptop: LaptopAtHubs) => {
    let round = 0;
    const synced = () => {
      round += 1;
      exchanges += 1;
      if (exchanges === (writers * rounds) / 2) void hubs[0]?.kill().then(killed.resolve, killed.reject);
    };
    return writeOn(laptop, scope, { isDone: () => round === rounds, synced });
  };
  await Promise.all(laptops.map(write));
  await killed.promise;
  // One that begins now at each of the two that are left reads the same from the first place on.
  for (const hub of hubs.slice(1)) laptops.push(await open([hub]));
  await Promise.all(laptops.map(syncSomewhere));
  const { places, faults } = await faultsIn(store, scope, laptops);
  expect(faults).toEqual([]);
  expect(places.size).toBe(writers * rounds * 2);
}, 60_000);
