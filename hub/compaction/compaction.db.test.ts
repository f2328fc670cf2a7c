/** Compaction on a real PostgreSQL: while others write, beside another hub, and with packs that are cut meanwhile. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isLetGo, type Operation } from '../../shared/protocol/operation.ts';
import { operationIdOf } from '../../shared/protocol/operation-header.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import { askHub } from '../../test/support/ask-hub.ts';
import {
  createWorld,
  creationOf,
  operationOf,
  type ScriptedDevice,
  type World,
} from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { compactAll } from './compact-all.ts';

const day = 86_400_000;
const rule = { keepFor: 30 * day, least: 100, share: 0 };
const settled = { message: { readsLetGo: true } };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hubs: World['store'][];
let world: World;
let person: string;
let author: ScriptedDevice;
const superseded: string[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  hubs = [1, 2, 3].map(() => createPostgresHubStore(createDatabase(database.pool(4))));
  world = await createWorld(hubs[0] as World['store']);
  Object.assign(world.ports, { packSizes: { least: 6, stored: 4_000, packed: 100_000, perAnswer: 100 } });
  person = await world.person('Ana', ['trainer']);
  author = await world.device([person]);
  superseded.length = 0;
  for (let n = 0; n < 12; n += 1) {
    const [create, first] = creationOf(world.ports, { scope: world.scope, value: longText(n) }) as [
      Operation,
      Operation,
    ];
    const second = after(first, longText(n + 100));
    superseded.push(first.id);
    await author.sync({ batches: [[create, first, second]], ...settled });
  }
  await author.sync(settled);
  world.ports.time += 31 * day;
});
afterEach(() => database.drop());

function longText(n: number): string {
  return Array.from({ length: 30 }, (_, i) => `word ${(n * 7_919 + i * 104_729) % 9_973}`).join(' ');
}
function after({ record, id, lamport }: Operation, value: string): Operation {
  return operationOf(world.ports, { scope: world.scope, record, value, lamport: lamport + 1, supersedes: [id] });
}
const log = () => world.store.transaction((tx) => tx.page(world.scope, 0, 1e9));
const packs = () => world.store.transaction((tx) => tx.packsAfter(world.scope, 0, 100));
const failed = (error: unknown) => {
  throw error;
};

test('[CP1] two hubs compact while others write: nothing of the order changes, and each value goes once', async () => {
  const writers = await Promise.all([1, 2, 3].map(() => world.device([person])));
  for (const device of writers) for (let n = 0; n < 2; n += 1) await device.sync(settled);
  const before = await log();
  const compacting = hubs.slice(1).map((hub) => compactAll(hub, world.ports, rule, failed));
  const writing = writers.map(async (device, n) => {
    for (let round = 0; round < 5; round += 1) {
      const made = creationOf(world.ports, { scope: world.scope, value: longText(n * 10 + round) });
      const answer = await device.syncWith(hubs[n % hubs.length] as World['store'], { batches: [made], ...settled });
      expect(answer.kinds).toEqual(['accepted', 'accepted']);
    }
  });
  const freed = await Promise.all(compacting);
  await Promise.all(writing);
  expect(freed.reduce((sum, { values }) => sum + values, 0)).toBe(superseded.length);
  const now = await log();
  expect(now).toHaveLength(before.length + 30);
  expect(now.slice(0, before.length).map(({ chain, digest }) => [chain, digest])).toEqual(
    before.map(({ chain, digest }) => [chain, digest]),
  );
  for (const { operation } of now) expect(operationIdOf(operation)).toBe(operation.id);
  expect(now.flatMap(({ operation }) => (isLetGo(operation) ? operation.id : []))).toEqual(superseded);
  const [counted] = await world.store.transaction((tx) => tx.compactions([world.scope]));
  expect(counted?.values).toBe(superseded.length);
}, 60_000);

test('[CP7] packs that hold what was let go are cut anew without it, and are smaller', async () => {
  const reader = await world.device([await world.person('Ben', ['guest'])]);
  const ben = reader.identity.profiles[0]?.person as string;
  await askHub(world, reader, { readsLetGo: true });
  const before = await packs();
  await world.store.transaction((tx) => tx.setRoles(ben, world.scope, []));
  expect((await compactAll(hubs[1] as World['store'], world.ports, rule, failed)).values).toBe(superseded.length);
  expect(await packs()).toEqual([]);
  await world.store.transaction((tx) => tx.setRoles(ben, world.scope, ['guest']));
  await askHub({ ...world, store: hubs[2] as World['store'] }, reader, { readsLetGo: true });
  const made = await packs();
  const size = (all: typeof made) => all.reduce((sum, one) => sum + one.size, 0);
  expect(size(made)).toBeLessThan(size(before));
  const gone: string[] = [];
  for (const { hash } of made) {
    const bytes = await world.store.transaction((tx) => tx.packBytes(hash));
    const page = decodePage(bytes ?? new Uint8Array());
    if (page.ok) gone.push(...page.value.operations.flatMap((operation) => (isLetGo(operation) ? operation.id : [])));
  }
  expect(gone).toEqual(superseded.slice(0, gone.length));
  expect(gone.length).toBeGreaterThan(6);
}, 60_000);
