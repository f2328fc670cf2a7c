import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool } from './database.ts';
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { findServerUser } from './postgres-user.ts';

let folder = '';
let home = '';
let running: EmbeddedPostgres | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-embedded-'));
  home = await mkdtemp(join(tmpdir(), 'waypost-home-'));
  // mkdtemp makes private folders, and what is private has its own test.
  await chmod(home, 0o755);
  await chmod(folder, 0o755);
});
afterEach(async () => {
  await running?.stop();
  running = null;
  await rm(folder, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

async function start(hubFolder = folder): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres(hubFolder, { home });
  return running;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const pool = createPool(url, { max: 1 });
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await pool.end();
  }
}

test('is a real PostgreSQL 18 with fsync on, on this machine only, and keeps its rows when it stops and starts', async () => {
  const { url } = await start();
  expect(await ask(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(String((await ask(url, 'show server_version'))[0]?.['server_version'])).toMatch(/^18/);
  await ask(url, 'create table kept as select 7 as n');
  await running?.stop();
  expect(await ask((await start()).url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('runs for a hub below a private home, which the user that runs it as root cannot enter', async () => {
  const privateHome = join(folder, 'private');
  await mkdir(privateHome, { mode: 0o700 });
  const { url } = await start(join(privateHome, 'hub'));
  expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('goes on after a first start that was interrupted half way', async () => {
  await mkdir(join(folder, 'postgres.half-4711', 'data'), { recursive: true });
  await writeFile(join(folder, 'postgres.half-4711', 'data', 'PG_VERSION'), '18');
  const { url } = await start();
  expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect((await readdir(folder)).filter((name) => name.includes('half'))).toEqual([]);
});

test('the end of its log is in the error when it does not come up', async () => {
  await start();
  await running?.stop();
  running = null;
  const settings = join(folder, 'postgres', 'postgresql.conf');
  await writeFile(settings, `${await readFile(settings, 'utf8')}\nshared_buffers = nonsense\n`);
  await expect(startEmbeddedPostgres(folder, { home })).rejects.toThrow(/did not start[\s\S]*nonsense/);
});

test('what a killed hub left running is stopped, nothing committed is lost, and a live hub is not disturbed', async () => {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'embedded-postgres.ts');
  const source = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(script)});
    const { url } = await startEmbeddedPostgres(process.argv[1], { home: process.argv[2] });
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const hub = spawn(process.execPath, ['--input-type=module', '-e', source, folder, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(hub.stdout, 'data')) as [Buffer];
  await ask(url.toString(), 'create table kept as select 7 as n');
  await expect(startEmbeddedPostgres(folder, { home })).rejects.toThrow(`process ${hub.pid}`);
  expect((await findRunningPostgres(folder, home))?.url).toBe(url.toString());
  hub.kill('SIGKILL');
  await once(hub, 'exit');
  expect(await ask((await start()).url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('starts after a power cut, when the process that its lock names is another program by now', async () => {
  await ask((await start()).url, 'create table kept as select 7 as n');
  await running?.stop();
  running = null;
  const user = await findServerUser();
  // The same user's: others PostgreSQL does not mind.
  const other = spawn('sleep', ['600'], user === null ? {} : { uid: user.uid, gid: user.gid });
  await once(other, 'spawn');
  const data = join(folder, 'postgres');
  await writeFile(join(data, 'postmaster.pid'), `${other.pid}\n${data}\n0\n5432\n\n127.0.0.1\n\nready   \n`);
  await writeFile(join(folder, 'owner.pid'), String(other.pid));
  try {
    expect(await findRunningPostgres(folder, home)).toBeNull();
    expect(await ask((await start()).url, 'select n from kept')).toEqual([{ n: 7 }]);
  } finally {
    other.kill();
  }
});
