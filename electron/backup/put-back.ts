/** Puts a backup back as a profile of its own: never over anything that is there. */
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DiskFailure, diskFailureOf, syncFolder } from '../../disk/safe-files.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { Backup } from './backup-file.ts';

const pieceSize = 1024 * 1024;

/**
 * Writes the files of a backup into a folder, which is made anew: what an attempt before left of it goes first. Everything is
 * on the disk when it resolves; after a failure nothing is left.
 */
export async function putBack(backup: Backup, folder: string): Promise<Result<null, DiskFailure>> {
  try {
    await rm(folder, { recursive: true, force: true });
    for (const { name, size } of backup.header.files) await writeOne(backup, name, size, join(folder, name));
    return ok(null);
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
    return fail(diskFailureOf(error));
  }
}

async function writeOne(backup: Backup, name: string, size: number, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx', 0o600);
  try {
    for (let at = 0; at < size; at += pieceSize) await file.writeFile(await backup.read(name, at, pieceSize));
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}
