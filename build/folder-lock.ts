import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const waitMs = 100;
const giveUpMs = 5 * 60_000;

/** Runs `work` while holding the lock folder; waits for another process that holds it, unless that one is dead. */
export async function withFolderLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true });
  const deadline = Date.now() + giveUpMs;
  while (!(await take(lock))) {
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
    else if (Date.now() > deadline)
      throw new Error(`Another process holds ${lock} for too long; delete it if it is gone.`);
    else await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch {
    return false;
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
  return true;
}

async function isAbandoned(lock: string): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  // Between mkdir and the pid file there is a moment without a pid: that is not abandonment.
  if (!Number.isInteger(pid) || pid === 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
