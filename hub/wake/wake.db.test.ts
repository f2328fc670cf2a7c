import { connect } from 'node:net';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { wakeDigest, writeWakeRequest } from '../../shared/protocol/wake.ts';
import { quickAccountPorts } from '../../test/support/account-ports.ts';
import { quietHub } from '../../test/support/hub-config.ts';
import { createWorld, creationOf, type ScriptedDevice } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { createHubServer } from '../http/server.ts';
import { systemPorts } from '../start-hub.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { openWakeBus } from './wake-bus.ts';
import type { Moved } from './watch-store.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const closes: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
  await database.drop();
});

/** One process of the hub. */
async function startProcess(connectionsPerAddress = 16) {
  const pool: Pool = database.pool();
  const store = createPostgresHubStore(createDatabase(pool));
  const app = await createHubServer({
    config: { ...quietHub, connectionsPerAddress },
    store,
    pool,
    ports: { ...systemPorts, ...quickAccountPorts() },
    tls: null,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  let isOpen = true;
  const close = async () => {
    if (isOpen) await app.close();
    isOpen = false;
  };
  closes.push(close);
  const address = `http://127.0.0.1:${port}`;
  const sync = async (device: ScriptedDevice, batches: Parameters<ScriptedDevice['request']>[0]) => {
    const body = Buffer.from(await device.request(batches));
    const headers = { 'content-type': 'application/waypost-frames' };
    expect((await fetch(`${address}/sync`, { method: 'POST', headers, body })).status).toBe(200);
  };
  return { app, store, address, port, close, sync };
}

function openBus(pool: Pool, hear: (moved: Moved | null) => void) {
  const bus = openWakeBus({ pool, hear, onError: () => {} });
  closes.push(() => bus.close());
  return bus;
}

type HubProcess = Awaited<ReturnType<typeof startProcess>>;

async function authorization({ identity, sign }: ScriptedDevice, at = Date.now(), hub = identity.hub) {
  const { device } = identity;
  return writeWakeRequest({ device, at, signature: toHex(sign(wakeDigest({ hub, device, at }))) });
}

/** A device that listens; what it heard so far, and whether the stream still stands. */
async function listen({ address }: HubProcess, device: ScriptedDevice) {
  const headers = { authorization: await authorization(device) };
  const answer = await fetch(`${address}/wake`, { headers });
  const heard = { status: answer.status, answer, text: '', ended: false };
  if (answer.status !== 200) return heard;
  void (async () => {
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) heard.text += Buffer.from(part);
  })()
    .catch(() => undefined)
    .finally(() => {
      heard.ended = true;
    });
  return heard;
}

const moves = ({ text }: { readonly text: string }) => text.split('event: moved\ndata:\n\n').length - 1;

test('[BG8] a change is heard in every process, by who may read it, and not by who made it', async () => {
  const [one, two] = [await startProcess(), await startProcess()];
  const world = await createWorld(one.store);
  const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['trainer'])];
  const stranger = await world.device([await world.person('Eve', [])]);
  const [writer, near, far] = [await world.device([ana]), await world.device([ana]), await world.device([ben])];
  const heard = {
    writer: await listen(one, writer),
    near: await listen(one, near),
    far: await listen(two, far),
    stranger: await listen(two, stranger),
  };
  await one.sync(writer, { batches: [creationOf(world.ports, { scope: world.scope })] });
  await expect.poll(() => [moves(heard.near), moves(heard.far)]).toEqual([1, 1]);
  // What others must not hear would have come with the same notification.
  expect([moves(heard.writer), moves(heard.stranger)]).toEqual([0, 0]);
  expect(heard.far.text.replaceAll('event: moved\ndata:\n\n', '').replaceAll(':\n\n', '')).toBe('');
});

test('[BG7] only who has the key of an enrolled device listens, for this hub, now', async () => {
  const hub = await startProcess();
  const world = await createWorld(hub.store);
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  const ask = async (header?: string) => {
    const headers = header === undefined ? {} : { authorization: header };
    const answer = await fetch(`${hub.address}/wake`, { headers });
    return [answer.status, (await answer.json()).kind];
  };
  expect(await ask()).toEqual([401, 'signature-invalid']);
  expect(await ask('Bearer x')).toEqual([401, 'signature-invalid']);
  expect(await ask(await authorization(device, Date.now(), world.scope))).toEqual([401, 'signature-invalid']);
  const good = await authorization(device);
  expect(await ask(good.replace(device.identity.device, world.scope))).toEqual([401, 'device-unknown']);
  expect(await ask(await authorization(device, Date.now() - 61_000))).toEqual([401, 'wake-stale']);
  await hub.store.transaction(async (tx) => {
    const known = await tx.device(device.identity.device);
    if (known) await tx.saveDevice({ ...known, revokedAt: 1 });
  });
  expect(await ask(good)).toEqual([403, 'device-revoked']);
});

test('[BG7] a header opens one stream, in whatever process of the hub it is shown again', async () => {
  const [one, two] = [await startProcess(), await startProcess()];
  const world = await createWorld(one.store);
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  const headers = { authorization: await authorization(device) };
  expect((await fetch(`${one.address}/wake`, { headers })).status).toBe(200);
  for (const { address } of [one, two]) {
    const again = await fetch(`${address}/wake`, { headers });
    expect([again.status, (await again.json()).kind]).toEqual([401, 'wake-stale']);
  }
});

test('[BG9] places of one address are bounded, and exchanges still have theirs; who comes again takes its own place', async () => {
  const hub = await startProcess(8);
  const world = await createWorld(hub.store);
  const ana = await world.person('Ana', ['trainer']);
  const devices = await Promise.all(Array.from({ length: 5 }, () => world.device([ana])));
  const heard: Awaited<ReturnType<typeof listen>>[] = [];
  for (const device of devices) heard.push(await listen(hub, device));
  expect(heard.map(({ status }) => status)).toEqual([200, 200, 200, 200, 503]);
  const again = await listen(hub, devices[0] as ScriptedDevice);
  expect(again.status).toBe(200);
  await expect.poll(() => heard[0]?.ended).toBe(true);
  await hub.sync(devices[4] as ScriptedDevice, {});
});

test('[BG9] changed roles end the streams of every process: what each may read is looked up anew', async () => {
  const hub = await startProcess();
  const world = await createWorld(hub.store);
  const heard = await listen(hub, await world.device([await world.person('Ana', ['trainer'])]));
  const bus = openBus(database.pool(), () => {});
  bus.say({ scopes: [], access: true });
  await expect.poll(() => heard.ended).toBe(true);
});

test('[BG9] a process whose line to the database broke takes it up again, and wakes everybody meanwhile', async () => {
  const pool = database.pool();
  const heard: unknown[] = [];
  const bus = openBus(pool, (moved) => heard.push(moved));
  await expect.poll(() => heard).toEqual([null]);
  const listening = `select pg_terminate_backend(pid) from pg_stat_activity
    where query like 'listen %' and datname = current_database()`;
  await pool.query(listening);
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(2);
  const scope = { scope: 'one', by: 'device' };
  bus.say({ scopes: [scope], access: false });
  bus.say({
    scopes: [
      { ...scope, by: 'other' },
      { scope: 'two', by: 'device' },
    ],
    access: false,
  });
  const told = {
    scopes: [
      { scope: 'one', by: null },
      { scope: 'two', by: 'device' },
    ],
    access: false,
  };
  await expect.poll(() => heard.at(-1)).toEqual(told);
  expect(heard).toHaveLength(3);
});

test('a hub that stops ends its streams and does not wait for them', async () => {
  const hub = await startProcess();
  const world = await createWorld(hub.store);
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  const heard = await listen(hub, device);
  const began = Date.now();
  await hub.close();
  expect(Date.now() - began).toBeLessThan(5_000);
  await expect.poll(() => heard.ended).toBe(true);
});

test('a client that went away leaves its place', async () => {
  const hub = await startProcess(2);
  const world = await createWorld(hub.store);
  const ana = await world.person('Ana', ['trainer']);
  const [first, second] = [await world.device([ana]), await world.device([ana])];
  const socket = connect(hub.port, '127.0.0.1');
  socket.write(`GET /wake HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${await authorization(first)}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  expect((await listen(hub, second)).status).toBe(503);
  socket.destroy();
  await expect.poll(async () => (await listen(hub, second)).status).toBe(200);
});
