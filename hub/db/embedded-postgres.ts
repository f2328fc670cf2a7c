/**
 * A real PostgreSQL beside the hub, with fsync on, for whoever has no server of their own. It listens on 127.0.0.1 only,
 * on a free port, and is stopped with the hub. What a killed hub left running is stopped before it is started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdir, open, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { isRunning } from '../../disk/running.ts';
import { syncFolder } from '../../disk/safe-files.ts';
import { readOrMakeSecret } from '../secret-file.ts';
import { placeServer, type ServerFolders } from './postgres-folders.ts';
import type { ServerUser } from './postgres-user.ts';

export interface EmbeddedPostgres {
  /** Connection string of the database `waypost`. */
  readonly url: string;
  /** Stops the server when this handle started it; resolves when its process is gone. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where data and programs go when the hub's folder cannot be reached by the user that runs the server. */
  readonly home?: string;
  /** For tests whose data nobody misses: quick instead of durable. */
  readonly throwAway?: boolean;
}

const durable = ['fsync=on'];
const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

const superuser = 'waypost';
const startMs = 60_000;
const stopMs = 20_000;

/**
 * Starts the server of a hub folder, making it on first use. Rejects with the last lines of its log when it does not
 * come up, and with who is using the folder when another hub is.
 */
export async function startEmbeddedPostgres(
  hubFolder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const folders = await placeServer(hubFolder, options.home);
  const password = await serverPassword(hubFolder);
  const owner = join(hubFolder, 'owner.pid');
  const ownerPid = Number(await readFile(owner, 'utf8').catch(() => '0'));
  if (ownerPid !== process.pid && isRunning(ownerPid) && (await runningServer(folders.data)) !== null) {
    throw new Error(`Another hub (process ${ownerPid}) is using ${hubFolder}.`);
  }
  await stopLeftOver(folders.data);
  await writeFile(owner, String(process.pid));
  await initialise(folders, password, options.throwAway === true);
  const log = join(hubFolder, 'postgres.log');
  const { server, port } = await startServer(folders, log, options.throwAway === true);
  return {
    url: urlOf(password, port),
    async stop() {
      await stopServer(server);
      await rm(owner, { force: true });
    },
  };
}

/** The server that a running hub started in this folder, or null. Stopping the handle stops nothing. */
export async function findRunningPostgres(
  hubFolder: string,
  home?: string,
): Promise<(EmbeddedPostgres & { readonly process: number }) | null> {
  const { data } = await placeServer(hubFolder, home);
  const running = await runningServer(data);
  if (running === null) return null;
  const { pid, port } = running;
  return { url: urlOf(await serverPassword(hubFolder), port), process: pid, stop: async () => undefined };
}

function urlOf(password: string, port: number): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}

const serverPassword = (hubFolder: string) => readOrMakeSecret(join(hubFolder, 'postgres.password'), 24);

/** Makes the cluster aside and renames it, so that an interrupted first start leaves nothing half made. */
async function initialise(folders: ServerFolders, password: string, throwAway: boolean): Promise<void> {
  const parent = dirname(folders.data);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const prefix = `${basename(folders.data)}.half-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
  if ((await stat(folders.data).catch(() => null)) !== null) return;
  const work = join(parent, `${prefix}${process.pid}`);
  const made = join(work, 'data');
  const passwordFile = join(work, 'password');
  await mkdir(made, { recursive: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await own([work, made, passwordFile], folders.user);
  await chmod(made, 0o700);
  const encoding = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = [`--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const synced = throwAway ? ['--no-sync'] : [];
  const code = await runToEnd(folders, 'initdb', ['-D', made, ...encoding, ...access, ...synced]);
  if (code.code !== 0)
    throw new Error(`PostgreSQL could not make its data folder: ${code.output.trim().slice(-2_000)}`);
  await rename(made, folders.data);
  await syncFolder(parent);
  await rm(work, { recursive: true, force: true });
}

async function own(paths: readonly string[], user: ServerUser | null): Promise<void> {
  if (user === null) return;
  for (const path of paths) await chown(path, user.uid, user.gid);
}

function runToEnd(folders: ServerFolders, program: string, args: readonly string[]) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = spawn(join(folders.bin, program), args, {
      ...spawnOptions(folders),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function spawnOptions(folders: ServerFolders) {
  // The server must not start in a folder that its user cannot enter; the C locale keeps its messages as documented.
  const options = { cwd: dirname(folders.data), env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' } };
  return folders.user === null ? options : { ...options, uid: folders.user.uid, gid: folders.user.gid };
}

async function startServer(
  folders: ServerFolders,
  log: string,
  throwAway: boolean,
): Promise<{ server: ChildProcess; port: number }> {
  let failure = '';
  // Between asking for a free port and using it somebody else may take it.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const logFile = await open(log, 'a');
    const began = (await logFile.stat()).size;
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(throwAway ? quick : durable)];
    const args = ['-D', folders.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
    // Its own session: Ctrl-C in the terminal must reach the hub alone, which finishes requests before it stops this.
    const server = spawn(join(folders.bin, 'postgres'), args, {
      ...spawnOptions(folders),
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
    });
    const up = await waitUntilReady(server, folders.data);
    await logFile.close();
    if (up) return { server, port };
    const lines = (await readFile(log)).subarray(began).toString().trim().split('\n');
    failure = lines.slice(-12).join('\n');
    if (!/could not bind|address already in use/i.test(failure)) break;
  }
  throw new Error(`PostgreSQL did not start. The end of its log (${log}):\n${failure}`);
}

async function waitUntilReady(server: ChildProcess, data: string): Promise<boolean> {
  let ended = false;
  server.on('error', () => (ended = true));
  server.on('exit', () => (ended = true));
  const deadline = Date.now() + startMs;
  while (!ended && Date.now() < deadline) {
    const state = await readPostmaster(data);
    if (state !== null && state.pid === server.pid && state.ready) return true;
    await pause(15);
  }
  if (!ended) server.kill('SIGKILL');
  return false;
}

/** What the server writes into its data folder: process, port, and whether it takes connections. */
async function readPostmaster(data: string): Promise<{ pid: number; port: number; ready: boolean } | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : null;
}

async function runningServer(data: string): Promise<{ pid: number; port: number } | null> {
  const state = await readPostmaster(data);
  return state?.ready === true && isRunning(state.pid) && (await isServer(state.pid, data)) ? state : null;
}

async function stopLeftOver(data: string): Promise<void> {
  const state = await readPostmaster(data);
  if (state === null || !isRunning(state.pid)) return;
  if (!(await isServer(state.pid, data))) return forgetLock(data);
  process.kill(state.pid, 'SIGINT');
  const deadline = Date.now() + stopMs;
  while (isRunning(state.pid) && Date.now() < deadline) await pause(20);
}

/**
 * After a power cut the lock names a process that another program may be by now, and PostgreSQL would refuse to start. It
 * goes when nothing on this machine works in the data folder; a worker that outlived its server would.
 */
async function forgetLock(data: string): Promise<void> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(processes.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')));
  if (!folders.includes(data)) await rm(join(data, 'postmaster.pid'), { force: true });
}

/** A pid may have been given to another program since; where the system tells, only our own server is stopped. */
async function isServer(pid: number, data: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (command === null) return process.platform !== 'linux';
  return command.includes('postgres') && command.includes(data);
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  // SIGINT is PostgreSQL's "fast" shutdown: sessions end, everything committed is checkpointed.
  server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGQUIT'), stopMs);
  await gone;
  clearTimeout(timer);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
