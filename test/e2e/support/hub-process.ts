/** A hub: the real process on its embedded PostgreSQL or a shared one, stopped and started at will on one port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { inProject, projectRoot } from '../../../build/project-root.ts';
import { runCommand, withProjectCommands } from '../../../build/run-command.ts';
import { findRunningPostgres } from '../../../hub/db/embedded-postgres.ts';

export interface HubProcess {
  readonly address: string;
  /** Runs an administration command of the hub; resolves with its JSON. */
  admin(...args: string[]): Promise<Record<string, string>>;
  stop(): Promise<void>;
  /** The ids of its processes, those of its database first: they are the ones that write. */
  processes(): Promise<number[]>;
  /** SIGKILL to the hub and to a database of its own: no goodbye. */
  kill(): Promise<void>;
  /** Starts again on the same port and data. */
  restart(): Promise<void>;
}

export interface HubProcessOptions {
  readonly folder: string;
  readonly sample?: boolean;
  /** Settings by the environment, beside those of this process; it brings a PostgreSQL of its own unless they name one. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startHubProcess({ folder, sample = false, env = {} }: HubProcessOptions): Promise<HubProcess> {
  const options = ['--data', folder, ...(sample ? ['--sample'] : [])];
  let { child, address } = await serve([...options, '--port', '0'], env);
  const port = new URL(address).port;
  return {
    get address() {
      return address;
    },
    async admin(...args) {
      const { code, output } = await runCommand('node', [inProject('hub', 'main.ts'), ...args, '--', ...options], {
        env: { ...process.env, ...env },
      });
      if (code !== 0) throw new Error(`hub ${args[0]}: ${output}`);
      return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, string>;
    },
    stop: () => stop(child),
    processes: () => processesOf(child, folder),
    async kill() {
      const gone = hasEnded(child) ? null : new Promise((resolve) => child.once('exit', resolve));
      const ids = env['DATABASE_URL'] === undefined ? await processesOf(child, folder) : [child.pid as number];
      for (const id of ids) killIfThere(id);
      await gone;
    },
    async restart() {
      ({ child, address } = await serve([...options, '--port', port], env));
    },
  };
}

const quickly = { WAYPOST_CONNECTIONS_PER_ADDRESS: '128', WAYPOST_PASSPHRASE_MIB: '128', DATABASE_URL: '' };

function serve(
  args: readonly string[],
  own: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn('node', [inProject('hub', 'main.ts'), ...args], {
    cwd: projectRoot,
    env: { ...withProjectCommands(process.env), ...quickly, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-20_000);
      const address = /"msg":"hub listening","address":"([^"]+)"/.exec(said)?.[1];
      if (address !== undefined) resolve({ child, address });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The hub ended with ${code}: ${said}`)));
  });
}

async function processesOf(child: ChildProcess, folder: string): Promise<number[]> {
  const database = (await findRunningPostgres(folder))?.process;
  const workers = database === undefined ? [] : [database, ...(await childrenOf(database))];
  return [...workers, child.pid as number];
}

/** By /proc: each worker of PostgreSQL is a process group of its own. */
async function childrenOf(parent: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const states = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return ids.map(Number).filter((_, n) => Number(/\) \S (\d+)/.exec(states[n] ?? '')?.[1]) === parent);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** One that a full disk has ended is not there to be killed. */
function killIfThere(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}
