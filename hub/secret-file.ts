import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../disk/safe-files.ts';

/**
 * Reads a secret that only the hub's user may read, making it when there is none: so many random bytes, as hexadecimal
 * signs. It is whole and on the disk before anybody sees its name: a power cut a moment later leaves all of it or nothing,
 * and of two hubs that start at once one makes it and the other reads it.
 */
export async function readOrMakeSecret(path: string, bytes: number): Promise<string> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null; // any other fault throws: unreadable is never absent
    throw error;
  });
  if (found !== null) return found.trim();
  const made = `${path}.${randomBytes(6).toString('hex')}`;
  await writeDurably(made, `${randomBytes(bytes).toString('hex')}\n`);
  try {
    await link(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(made, { force: true });
  }
  await syncFolder(folder);
  return (await readFile(path, 'utf8')).trim();
}

/** Puts a secret in place of what is there: whoever reads finds the former one or this one, whole. */
export async function replaceSecret(path: string, text: string): Promise<void> {
  const made = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(made, text);
    await rename(made, path);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
