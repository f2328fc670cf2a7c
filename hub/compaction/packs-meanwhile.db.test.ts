/** Real engines that pull by packs from a real PostgreSQL while compaction throws the packs away and others cut them anew. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isLetGo, type Operation } from '../../shared/protocol/operation.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
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
const playbooks = 60;
const settled = { message: { readsLetGo: true } };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hubs: World['store'][];
let world: World;
let author: ScriptedDevice;
let readers: ScriptedDevice[];

/** Readers that were enrolled long ago and never heard of hold nothing back until they ask ([DV4]). */
beforeEach(async () => {
  database = await createTestDatabase();
  hubs = [1, 2, 3].map(() => createPostgresHubStore(createDatabase(database.pool(4))));
  world = await createWorld(hubs[0] as World['store']);
  Object.assign(world.ports, { packSizes: { least: 6, stored: 6_000, packed: 100_000, perAnswer: 100 } });
  readers = [];
  for (const name of ['Ben', 'Cem', 'Dara']) readers.push(await world.device([await world.person(name, ['guest'])]));
  world.ports.time += 181 * day;
  author = await world.device([await world.person('Ana', ['trainer'])]);
  for (let n = 0; n < playbooks; n += 1) await write(n);
  await author.sync(settled);
  world.ports.time += 31 * day;
  await author.sync(settled);
});
afterEach(() => database.drop());

function longText(n: number): string {
  return Array.from({ length: 30 }, (_, i) => `word ${(n * 7_919 + i * 104_729) % 9_973}`).join(' ');
}

/** A playbook whose title was written twice. */
async function write(n: number): Promise<void> {
  const [create, first] = creationOf(world.ports, { scope: world.scope, value: longText(n) }) as [Operation, Operation];
  const says = { scope: world.scope, record: first.record, value: longText(n + 1_000), lamport: 2 };
  const second = operationOf(world.ports, { ...says, supersedes: [first.id] });
  await author.sync({ batches: [[create, first, second]], ...settled });
}

/** The real engine of a device, which asks the hubs in turn; told of each manifest before it reads it. */
function engineOf(device: ScriptedDevice, onManifest: () => Promise<void>) {
  let asked = 0;
  return startAtHub(world, device, {
    hub() {
      asked += 1;
      return hubs[asked % hubs.length] as World['store'];
    },
    async onAnswer(answer) {
      const reply = decodeReply(answer);
      if (reply.ok && reply.value.message.packs !== undefined) await onManifest();
    },
  });
}

/** Compaction that had looked at who is in use before the readers asked, and lets go after they know the packs. */
function compactAfter(manifests: Promise<unknown>) {
  const [hub] = hubs as [World['store']];
  const late: World['store'] = {
    transaction: (work) =>
      hub.transaction((tx) =>
        work({
          ...tx,
          async lockPacks(scope) {
            await manifests;
            await tx.lockPacks(scope);
          },
        }),
      ),
  };
  return compactAll(late, world.ports, rule, (error) => {
    throw error;
  });
}

/** Pulls with every reader at once; `isLate` lets none go on before the packs that it knows of are gone. */
async function pullWhileCompacting(isLate: boolean, meanwhile: () => Promise<void>) {
  const told = new Set<ScriptedDevice>();
  let letGo: () => void = () => undefined;
  const compacted = compactAfter(
    new Promise<void>((resolve) => {
      letGo = resolve;
    }),
  );
  const pull = async (device: ScriptedDevice) => {
    const reader = await engineOf(device, async () => {
      if (told.has(device)) return;
      told.add(device);
      if (!isLate || told.size === readers.length) letGo();
      if (isLate) await compacted;
    });
    const synced = await reader.engine.sync();
    if (!synced.ok) throw new Error(JSON.stringify(synced.failure));
    return reader;
  };
  const [pulled, freed] = await Promise.all([Promise.all(readers.map(pull)), compacted, meanwhile()]);
  expect(freed.values).toBe(playbooks);
  return pulled;
}

/** It holds the whole order, in its places, and shows all of it; nothing was found wrong on the way. */
async function isWhole({ engine, store }: Awaited<ReturnType<typeof engineOf>>, count: number) {
  const log = await world.store.transaction((tx) => tx.page(world.scope, 0, 1e9));
  expect(log).toHaveLength(count * 3);
  const held = (await everythingOf(store, world.scope)).sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  expect(held.map(({ id, seq }) => [id, seq])).toEqual(log.map(({ operation, seq }) => [operation.id, seq]));
  expect(await engine.list({ type: 'playbook' })).toHaveLength(count);
  expect(await engine.notAccepted()).toEqual([]);
  expect(await engine.repairs()).toEqual([]);
  return held.filter(isLetGo).length;
}

test('[PK5] [CP7] packs that are gone by the time they are asked for are cut anew and asked for again: nothing is missing', async () => {
  const pulled = await pullWhileCompacting(true, async () => undefined);
  for (const reader of pulled) {
    expect(await isWhole(reader, playbooks)).toBe(playbooks);
    expect(await reader.engine.sync()).toMatchObject({ ok: true, value: { requests: 1, received: 0 } });
  }
}, 60_000);

test('[PK5] [CP7] while packs are read, thrown away and cut anew, and others write, everybody comes to hold the same', async () => {
  const pulled = await pullWhileCompacting(false, async () => {
    for (let n = 0; n < 10; n += 1) await write(playbooks + n);
  });
  for (const reader of pulled) {
    expect((await reader.engine.sync()).ok).toBe(true);
    // What came before it was let go stays here with its value ([CP5]).
    expect(await isWhole(reader, playbooks + 10)).toBeLessThanOrEqual(playbooks);
  }
}, 60_000);
