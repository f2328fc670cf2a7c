/** PostgreSQL refuses to run as root. Here is which user runs it then, and which folders that user can reach. */
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** User and group of the server's process; null when it runs as whoever runs the hub. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user PostgreSQL runs as: ours, or as root the user `postgres`, made when missing, else `nobody`. */
export async function findServerUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const present = await userNamed('postgres');
  if (present !== null) return present;
  // A machine without useradd (or with a read-only /etc) still has nobody.
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).catch(() => undefined);
  const user = (await userNamed('postgres')) ?? (await userNamed('nobody'));
  if (user === null) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" to run it as.');
  return user;
}

async function userNamed(name: string): Promise<ServerUser | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/** True when the user can walk into a folder: a home with mode 0700, such as /root, stops everyone else. */
export async function canReach(folder: string, user: ServerUser | null): Promise<boolean> {
  if (user === null) return true;
  let current = resolve(folder);
  for (;;) {
    const found = await stat(current).catch(() => null);
    if (found !== null && !mayEnter(found, user)) return false;
    const parent = dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

function mayEnter(folder: { mode: number; uid: number; gid: number }, user: ServerUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
