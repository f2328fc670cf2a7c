/** The restore drill, on a real PostgreSQL with real devices: fill, back up, go on, lose everything, put back. */
import { statSync, truncateSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice } from '../../headless/enrolment.ts';
import { type HeadlessDevice, openHeadlessDevice } from '../../headless/headless-device.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { accountFor, quickAccountPorts } from '../../test/support/account-ports.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { readConfig } from '../config.ts';
import { createDatabase } from '../db/database.ts';
import { createCode } from '../enrol/code.ts';
import { createHubServer } from '../http/server.ts';
import { foundHub } from '../network/found-hub.ts';
import { foundNetwork } from '../network/found-network.ts';
import { systemPorts } from '../start-hub.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { makeBackup, restoreBackup, verifyBackup } from './backups.ts';
import { readMoment } from './store.ts';

let folder: string;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-backup-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

const newEpoch = () => uuidv7(systemPorts.clock, systemPorts.random);

async function database(empty: boolean): Promise<{ pool: Pool; drop(): Promise<void> }> {
  const made = await createTestDatabase({ empty });
  let isThere = true;
  const drop = async () => {
    if (isThere) await made.drop();
    isThere = false;
  };
  ends.push(drop);
  return { pool: made.pool(), drop };
}

async function serve(pool: Pool) {
  const config = readConfig(['--data', folder, '--log', 'silent'], {}, folder);
  const store = createPostgresHubStore(createDatabase(pool));
  const app = await createHubServer({
    config,
    store,
    pool,
    ports: { ...systemPorts, ...quickAccountPorts() },
    tls: null,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ends.push(() => app.close());
  return { app, store, address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
}

/** A hub with one person, a chunk of three megabytes, an account, and what its packs and sessions tables hold. */
async function filledHub() {
  const { pool, drop } = await database(false);
  const hub = await serve(pool);
  await foundHub(hub.store, systemPorts, { networkName: 'Drill', sample: false });
  const founded = await hub.store.transaction((tx) => foundNetwork(tx, systemPorts, { name: 'Ines', centre: 'Coast' }));
  if (!founded.ok) throw new Error(founded.failure.kind);
  const { person, scope } = founded.value;
  await accountFor(hub.store, { ...systemPorts, ...quickAccountPorts() }, person, 'ines');
  const chunk = Buffer.alloc(3 * 1024 * 1024, '\n{"\\');
  await pool.query('insert into chunks (hash, bytes) values ($1, $2)', [Buffer.alloc(32, 7), chunk]);
  return { ...hub, pool, drop, person, scope };
}

async function device(hub: Awaited<ReturnType<typeof serve>>, person: string, name: string): Promise<HeadlessDevice> {
  const code = await hub.store.transaction((tx) => createCode(tx, systemPorts, [person]));
  const enrolled = await enrolDevice(join(folder, name), { address: hub.address, code, deviceName: name });
  if (!enrolled.ok) throw new Error(enrolled.failure.kind);
  return open(name, hub.address);
}

async function open(name: string, hubAddress: string): Promise<HeadlessDevice> {
  const opened = await openHeadlessDevice(join(folder, name), { hubAddress, unasked: true });
  if (!opened.ok) throw new Error(opened.failure.kind);
  ends.push(() => opened.value.close());
  return opened.value;
}

async function write({ engine }: HeadlessDevice, person: string, n: number, scope: string) {
  const applied = await engine.apply(person, draftPlaybook(n, `Playbook ${n}`, scope));
  if (!applied.ok) throw new Error(JSON.stringify(applied.failure));
}

async function sync({ engine }: HeadlessDevice) {
  expect(await engine.sync()).toMatchObject({ ok: true });
}

const rowsOf = async (pool: Pool, table: string) =>
  (await pool.query<{ row: string }>(`select t::text as row from ${table} t order by 1`)).rows.map(({ row }) => row);
const operationsOf = async (pool: Pool) =>
  (await pool.query<{ id: string }>("select encode(id, 'hex') as id from operations")).rows.map(({ id }) => id).sort();

test('the drill: what was written after the backup comes back from the laptops, and nothing is missing', async () => {
  const hub = await filledHub();
  const writer = await device(hub, hub.person, 'writer');
  const reader = await device(hub, hub.person, 'reader');
  await write(writer, hub.person, 1, hub.scope);
  await sync(writer);
  await sync(reader);
  const report = await makeBackup(hub.pool, join(folder, 'monday.backup'), Date.now());
  expect(report).toMatchObject({
    networkName: 'Drill',
    rows: { persons: 1, devices: 2, chunks: 1, accounts: 1, hub_keys: 1 },
  });
  expect((await stat(report.file)).mode & 0o777).toBe(0o600);
  await write(writer, hub.person, 2, hub.scope);
  await sync(writer);
  await sync(reader);
  await write(reader, hub.person, 3, hub.scope);
  const everything = await operationsOf(hub.pool);
  // The hub's disk and the writer's laptop are gone.
  await hub.app.close();
  await hub.drop();
  const bare = await database(true);
  await restoreBackup(bare.pool, report.file, newEpoch());
  expect((await operationsOf(bare.pool)).length).toBeLessThan(everything.length);
  const restored = await serve(bare.pool);
  await reader.close();
  await sync(await open('reader', restored.address));
  const after = new Set(await operationsOf(bare.pool));
  expect(everything.filter((id) => !after.has(id))).toEqual([]);
  const newcomer = await device(restored, hub.person, 'newcomer');
  await sync(newcomer);
  const there = await newcomer.engine.open([1, 2, 3].map(playbookId));
  expect(there.map(({ id }) => id).sort()).toEqual([1, 2, 3].map(playbookId).sort());
});

test('every row comes back as it was, secrets sealed as they are; the epoch is a new one', async () => {
  const hub = await filledHub();
  await write(await device(hub, hub.person, 'writer'), hub.person, 1, hub.scope);
  const report = await makeBackup(hub.pool, folder, Date.now());
  const bare = await database(true);
  await restoreBackup(bare.pool, report.file, newEpoch());
  for (const table of Object.keys(report.rows).filter((name) => name !== 'hub')) {
    expect([table, await rowsOf(bare.pool, table)]).toEqual([table, await rowsOf(hub.pool, table)]);
  }
  expect(Object.values(report.rows).filter((rows) => rows > 0).length).toBeGreaterThan(8);
  const [before, after] = [await hub.pool.query('select * from hub'), await bare.pool.query('select * from hub')];
  expect(after.rows[0]).toEqual({ ...before.rows[0], epoch: after.rows[0].epoch });
  expect(after.rows[0].epoch).not.toBe(before.rows[0].epoch);
  expect((await rowsOf(bare.pool, 'migrations')).length).toBe((await rowsOf(hub.pool, 'migrations')).length);
});

test('a backup is of one moment, whatever is written while it is made', async () => {
  const hub = await filledHub();
  const scopes: unknown[] = [];
  await readMoment(hub.pool, async ({ tables }) => {
    await hub.store.transaction((tx) => tx.addScope({ id: newEpoch(), name: 'Later' }));
    for await (const { table, rows } of tables) {
      for await (const row of rows) if (table.table === 'scopes') scopes.push(row);
    }
  });
  expect(scopes).toHaveLength(1);
  expect(await rowsOf(hub.pool, 'scopes')).toHaveLength(2);
});

test('a backup is never written over another, and a hub that is not there has none', async () => {
  const hub = await filledHub();
  const made = await makeBackup(hub.pool, join(folder, 'one.backup'), Date.now());
  await expect(makeBackup(hub.pool, made.file, Date.now())).rejects.toThrow('is there already');
  await expect(makeBackup((await database(false)).pool, join(folder, 'none.backup'), 0)).rejects.toThrow('no hub here');
  expect((await readdir(folder)).filter((name) => /half|none/.test(name))).toEqual([]);
  expect(await verifyBackup(made.file)).toEqual(made);
});

test('a backup that is damaged, cut, of a newer hub or of something else is refused, and nothing is changed', async () => {
  const hub = await filledHub();
  const { file } = await makeBackup(hub.pool, join(folder, 'good.backup'), Date.now());
  const whole = await readFile(file);
  const lines = gunzipSync(whole).toString('utf8').trimEnd().split('\n');
  const packed = (changed: readonly string[]) => gzipSync(`${changed.join('\n')}\n`);
  const flipped = Buffer.from(whole);
  flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] as number) ^ 1;
  const header = JSON.parse(lines[0] as string);
  const bad: [string, Buffer, RegExp][] = [
    ['one bit', flipped, /damaged/],
    ['a changed row', packed(lines.map((line) => line.replace('"Ines"', '"Eve"'))), /damaged \(the table persons\)/],
    ['a row less', packed(lines.filter((line) => !line.includes('"Ines"'))), /damaged \(the table persons\)/],
    ['more behind its end', packed([...lines, lines.at(-1) as string]), /damaged/],
    ['cut in its compression', whole.subarray(0, whole.length - 200), /cut short/],
    ['cut between lines', packed(lines.slice(0, -1)), /cut short/],
    ['a newer form', packed([JSON.stringify({ ...header, waypostHubBackup: 2 }), ...lines.slice(1)]), /newer hub/],
    ['a newer shape', packed([JSON.stringify({ ...header, shape: 9_999 }), ...lines.slice(1)]), /newer hub/],
    ['something else', Buffer.from('%PDF-1.7 and so on'), /no backup of a Waypost hub/],
    ['other lines', packed(['{"a":1}']), /no backup of a Waypost hub/],
    ['empty', Buffer.alloc(0), /no backup|cut short/],
  ];
  const bare = await database(true);
  for (const [what, bytes, words] of bad) {
    const path = join(folder, 'bad.backup');
    await writeFile(path, bytes);
    await expect(restoreBackup(bare.pool, path, newEpoch()), what).rejects.toThrow(words);
    expect((await bare.pool.query("select 1 from pg_tables where schemaname = 'public'")).rows).toEqual([]);
  }
});

test('a hub with data is never written over; an interrupted restore leaves none, and goes through the second time', async () => {
  const hub = await filledHub();
  const { file } = await makeBackup(hub.pool, join(folder, 'good.backup'), Date.now());
  const before = await rowsOf(hub.pool, 'hub');
  await expect(restoreBackup(hub.pool, file, newEpoch())).rejects.toThrow('empty data folder only');
  expect(await rowsOf(hub.pool, 'hub')).toEqual(before);
  const bare = await database(true);
  const copy = join(folder, 'copy.backup');
  await copyFile(file, copy);
  // The file goes bad when the last of three connections is taken, for the rows: some of them are written by then.
  let taken = 0;
  bare.pool.on('acquire', () => {
    taken += 1;
    if (taken === 3) truncateSync(file, Math.floor(statSync(file).size / 2));
  });
  await expect(restoreBackup(bare.pool, file, newEpoch())).rejects.toThrow(/cut short|damaged/);
  expect(taken).toBe(3);
  for (const table of ['hub', 'persons', 'chunks']) expect(await rowsOf(bare.pool, table)).toEqual([]);
  expect((await restoreBackup(bare.pool, copy, newEpoch())).rows['persons']).toBe(1);
});
