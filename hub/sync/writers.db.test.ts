import { afterEach, expect, test } from 'vitest';
import { nextChain } from '../../shared/protocol/chain.ts';
import { createWorld, creationOf } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { createPostgresHubStore } from './store.ts';

let drop: () => Promise<void> = async () => undefined;
afterEach(() => drop());

const writers = 16;
const rounds = 4;

test('[sync.md 10] sixteen devices writing through four hubs while they read leave no gap and miss nothing', async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  // Each hub process has its own pool and knows nothing of the others.
  const hubs = [1, 2, 3, 4].map(() => createPostgresHubStore(createDatabase(database.pool(4))));
  const world = await createWorld(hubs[0] as (typeof hubs)[0]);
  const person = await world.person('Ana', ['trainer']);
  const devices = await Promise.all(Array.from({ length: writers }, () => world.device([person])));
  const made: string[] = [];
  await Promise.all(
    devices.map(async (device, n) => {
      const store = hubs[n % hubs.length] as (typeof hubs)[0];
      for (let round = 0; round < rounds; round += 1) {
        const operations = creationOf(world.ports, { scope: world.scope, value: `${n} ${round}` });
        made.push(...operations.map(({ id }) => id));
        const answer = await device.syncWith(store, { batches: [operations] });
        expect(answer.kinds).toEqual(['accepted', 'accepted']);
      }
    }),
  );
  const total = writers * rounds * 2;
  for (const device of devices) {
    await device.sync();
    const read = device.read.get(world.scope) ?? [];
    expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(made));
    const chain = read.reduce((before, { id, seq }) => nextChain(before, seq, id), '0'.repeat(32));
    expect(device.cursors.get(world.scope)?.chain).toBe(chain);
  }
}, 60_000);
