/** Packs on a real PostgreSQL: cut once however many ask, made again when they are lost, and given to nobody who may not read. */
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packHash } from '../../shared/protocol/pack.ts';
import { askHub } from '../../test/support/ask-hub.ts';
import { createWorld, creationOf, type ScriptedDevice, type World } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { createPostgresHubStore } from '../sync/store.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let world: World;
let ben: string;
let readers: ScriptedDevice[];

beforeEach(async () => {
  database = await createTestDatabase();
  pool = database.pool();
  world = await createWorld(createPostgresHubStore(createDatabase(pool)));
  Object.assign(world.ports, { packSizes: { least: 6, stored: 2_000, packed: 100_000, perAnswer: 100 } });
  const author = await world.device([await world.person('Ana', ['trainer'])]);
  for (let n = 0; n < 30; n += 1) await author.sync({ batches: [creationOf(world.ports, { scope: world.scope })] });
  ben = await world.person('Ben', ['guest']);
  readers = [];
  for (let n = 0; n < 8; n += 1) readers.push(await world.device([ben]));
});
afterEach(() => database.drop());

const packs = () => world.store.transaction((tx) => tx.packsAfter(world.scope, 0, 100));

test('[PK3] eight devices that ask through four hubs at once are told of the same packs, each cut once', async () => {
  const hubs = [1, 2, 3, 4].map(() => createPostgresHubStore(createDatabase(database.pool(2))));
  const answers = await Promise.all(
    readers.map((reader, n) => askHub({ ...world, store: hubs[n % hubs.length] as World['store'] }, reader)),
  );
  const made = await packs();
  expect(made.length).toBeGreaterThan(3);
  expect(answers.reduce((sum, { counts }) => sum + counts.made, 0)).toBe(made.length);
  for (const { message } of answers) {
    expect(message.packs?.[0]?.packs.map(({ hash }) => hash)).toEqual(made.map(({ hash }) => hash));
  }
});

test('[PK3] packs that were lost are made again, to the byte', async () => {
  const [reader] = readers as [ScriptedDevice];
  await askHub(world, reader);
  const before = await packs();
  await pool.query('delete from packs');
  await askHub(world, reader);
  expect(await packs()).toEqual(before);
});

test('[PK5] [SC7] a pack of a scope that was lost is refused, though its hash is known; so is one that is a stranger’s', async () => {
  const [reader] = readers as [ScriptedDevice];
  await askHub(world, reader);
  const hashes = (await packs()).map(({ hash }) => hash);
  expect((await askHub(world, reader, { packs: hashes })).packs.map(packHash)).toEqual(hashes);
  await world.store.transaction((tx) => tx.setRoles(ben, world.scope, []));
  const stranger = await world.device([await world.person('Out', [])]);
  for (const device of [reader, stranger]) {
    const { message, packs: given } = await askHub(world, device, { packs: hashes });
    expect([given, message.packs, message.scopes]).toEqual([[], undefined, []]);
  }
  await world.store.transaction((tx) => tx.setRoles(ben, world.scope, ['guest']));
  expect((await askHub(world, reader, { packs: hashes })).packs.map(packHash)).toEqual(hashes);
});

test('[HB5] a revoked device is given no pack', async () => {
  const [reader] = readers as [ScriptedDevice];
  await askHub(world, reader);
  const hashes = (await packs()).map(({ hash }) => hash);
  await pool.query('update devices set revoked_at = now() where id = $1', [reader.identity.device]);
  await expect(askHub(world, reader, { packs: hashes })).rejects.toThrow('device-revoked');
});
