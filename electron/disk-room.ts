/**
 * Keeps Chromium's database away from a full disk: there it hangs, and may lose what it has. Saves are
 * refused while less than `lowWater` is left, which is before the database would meet the end. When something else fills
 * the disk all the same, a reserve file is given up, so that what is here can still be read.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;

export interface DiskRoomOptions {
  /** Bytes that must be free for a save; more than the database writes between two looks. */
  readonly lowWater?: number;
  /** Bytes of the reserve file. */
  readonly reserve?: number;
  /** How many bytes are free; for tests. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export interface DiskRoom {
  /** Looks at the disk. Gives the reserve up when there is too little room, and makes it again when there is plenty. */
  hasRoom(): Promise<boolean>;
}

/** Watches the disk of a folder. A disk that cannot be asked counts as having room: the write itself will tell. */
export function watchDiskRoom(folder: string, options: DiskRoomOptions = {}): DiskRoom {
  const { lowWater = 16 * mebibyte, reserve = 16 * mebibyte, freeBytes = freeOf } = options;
  const file = join(folder, 'reserve');
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = (step: () => Promise<unknown>) => {
    work = work.then(step, step).catch(() => {});
    return work;
  };
  const makeReserve = async () => {
    if (await isThere(file, reserve)) return;
    await mkdir(folder, { recursive: true });
    // Random: a disk that compresses would reserve nothing for zeros.
    await writeFile(file, randomBytes(reserve)).catch(() => rm(file, { force: true }));
  };
  return {
    async hasRoom() {
      const free = await freeBytes(folder).catch(() => Number.POSITIVE_INFINITY);
      if (free < lowWater) {
        await inTurn(() => rm(file, { force: true }));
        return false;
      }
      // Twice: the reserve must not take the room by itself that it is there to keep.
      if (free > lowWater + 2 * reserve) void inTurn(makeReserve);
      return true;
    },
  };
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function isThere(file: string, size: number): Promise<boolean> {
  return stat(file).then(
    (found) => found.size === size,
    () => false,
  );
}
