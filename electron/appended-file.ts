/**
 * A file that is appended to. Behind its end lies room: zeros that were written before, so that an append changes no size and the disk
 * syncs the bytes alone, without the file system's own journal and whatever else waits in it. Only what is one piece goes there: of
 * several a power cut might keep a later one without the one before it.
 */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { writeAll } from './safe-files.ts';

export interface AppendedFile {
  /**
   * Adds bytes; they are on the disk itself when it resolves. Throws what the disk says, and is of no use afterwards: {@link drop} it.
   * @param isOne What is torn of it shows by itself, as of one frame under its checksum.
   */
  append(bytes: Uint8Array, isOne: boolean): Promise<void>;
  /** Gives the room back: the file ends where what was appended ends. Throws what the disk says. */
  trim(): Promise<void>;
  /** Lets go of the file as it is. Never throws. */
  drop(): Promise<void>;
}

/**
 * Here a write returns once the disk has it, as if it were synced in the same call, which saves a way to another thread and back. Elsewhere
 * the flag is unknown, or means less than a sync.
 */
const syncsByItself = process.platform === 'linux';
/** Of the room so much is one append at most: larger ones are seldom, and their time goes into their bytes. */
const shareOfOne = 4;
/** Room is made so many milliseconds after it was found wanting: whoever saves is answered first, and a burst makes it once. */
const growAfter = 100;

/** Opens a file of which every byte was appended, or makes it; `room` bytes are kept behind its end, none for 0. */
export async function openAppended(path: string, room: number): Promise<AppendedFile> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | (syncsByItself ? constants.O_DSYNC : 0), 0o600);
  const write = async (bytes: Uint8Array, at: number) => {
    await writeAll(file, bytes, at);
    if (!syncsByItself) await file.datasync();
  };
  let { size: end } = await file.stat();
  /** Where the zeros end that are on the disk. */
  let ready = end;
  /** Something of the room may stand behind the end. */
  let isLonger = false;
  let timer: NodeJS.Timeout | null = null;
  let growing: Promise<void> = Promise.resolve();
  const grow = async () => {
    const from = ready;
    isLonger = true;
    try {
      // Really written: what is only set aside would have to be noted as written with each append.
      await write(new Uint8Array(room), from);
      ready = from + room;
    } catch {
      // A disk without room for it has some for a save all the same.
      room = 0;
    }
  };
  const rest = async () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    await growing;
  };
  const trim = async () => {
    await rest();
    if (!isLonger) return;
    await file.truncate(end);
    ready = end;
    isLonger = false;
  };
  return {
    trim,
    async append(bytes, isOne) {
      const isSmall = isOne && bytes.length * shareOfOne <= room;
      const fits = () => isSmall && end + bytes.length <= ready;
      if (!fits()) await growing;
      if (!fits()) await trim();
      await write(bytes, end);
      end += bytes.length;
      ready = Math.max(ready, end);
      if (!isSmall || (ready - end) * 2 > room) return;
      timer ??= setTimeout(() => {
        timer = null;
        growing = grow();
      }, growAfter).unref();
    },
    async drop() {
      await rest();
      await file.close().catch(() => {});
    },
  };
}
