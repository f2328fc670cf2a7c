/** Small files that are never half written, and what the faults of a disk mean. */
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Temporary file, fsync, rename, fsync of the folder: the former content or this one, whole. Throws what the disk says. */
export async function writeWhole(path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Windows refuses this while something else has the file open, as what looks through new files does for a moment. */
const heldCodes: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const waitsMs = [10, 50, 100, 200, 400];

/** Gives a file another name, over any of that name. Tries again for less than a second while it is held. Throws what the disk says. */
export async function renameOver(from: string, to: string): Promise<void> {
  for (const waitMs of [...waitsMs, null]) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (waitMs === null || !heldCodes.has((error as NodeJS.ErrnoException).code)) throw error;
      await wait(waitMs);
    }
  }
}

/** Writes every byte: a call may write a part and say so. Throws what the disk says. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    if (bytesWritten === 0) throw Object.assign(new Error('Nothing more was written'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

/** The bytes, or null when there is no such file. Any other fault throws: unreadable is never absent. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes names in a folder durable. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export type DiskFailure =
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'journal-unwritable'; readonly reason: string };

/** What a fault of the file system means to a person. */
export function diskFailureOf(error: unknown): DiskFailure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full' };
  return { kind: 'journal-unwritable', reason: code ?? String(error) };
}
