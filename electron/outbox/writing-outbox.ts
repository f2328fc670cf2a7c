/** One sealed file that is being written ([WP1], [WP2]). It never says that it has all it was given when it has not. */
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renameOver, syncFolder, writeAll } from '../../disk/safe-files.ts';
import { concat } from '../../shared/base/bytes.ts';
import { outboxFileLimit } from '../../shared/protocol/outbox-file.ts';
import type { OutboxWriter } from './outbox-writer.ts';

export interface WritingOutbox {
  /** Adds a record of these frames. Never throws: {@link isWhole} says what came of it. */
  append(frames: Uint8Array): Promise<void>;
  /** Something was to be added and cannot be: it is not whole any more, whatever comes. */
  lose(): void;
  isWhole(): boolean;
  /** From the cache to the disk itself. Never throws. */
  sync(): Promise<void>;
  /** Puts it under another name for good. Throws what the disk says, and goes on under the name that it had. */
  moveTo(path: string): Promise<void>;
  /** Lets another file take its name, for which it must not be open. Throws what `take` throws, and goes on. */
  whileShut(take: () => Promise<void>): Promise<void>;
  /** Closes the file; its key is gone then. */
  close(): Promise<void>;
}

/** Bytes of records that a write failed for and that are tried again; with more, as on a full disk, it waits to be begun anew. */
const leftLimit = 4 * 1024 * 1024;

/** Begins a file with its head, in the place of any of that name, of at most `limit` bytes. Throws what the disk says. */
export async function writeOutbox(path: string, writer: OutboxWriter, limit = outboxFileLimit): Promise<WritingOutbox> {
  let name = path;
  let handle: FileHandle | null = await open(name, 'w', 0o600);
  /** Bytes that are known to stand in the file. */
  let size = 0;
  let left: Uint8Array[] = [writer.head];
  let hasLost = false;
  let isOver = false;
  const giveUp = () => {
    isOver = true;
    left = [];
  };
  const flush = async () => {
    const bytes = concat(...left);
    try {
      if (handle === null) throw new Error('The file is closed');
      await writeAll(handle, bytes, size);
      size += bytes.length;
      left = [];
    } catch {
      // How much of it stands there is not known: the next try begins where the last good one ended.
      await handle?.truncate(size).catch(() => {});
      if (bytes.length > leftLimit) giveUp();
    }
  };
  /** A file that is open cannot be given another name everywhere, nor be replaced. */
  const shutFor = async (work: () => Promise<void>) => {
    await handle?.close().catch(() => {});
    handle = null;
    try {
      await work();
    } finally {
      // One that cannot be opened again takes nothing more, and the next record finds that out.
      handle = await open(name, 'r+').catch(() => null);
    }
  };
  await flush();
  return {
    async append(frames) {
      if (isOver) return;
      const record = writer.next(frames);
      const waiting = left.reduce((sum, { length }) => sum + length, 0);
      if (size + waiting + record.length > limit) return giveUp();
      left.push(record);
      await flush();
    },
    lose() {
      hasLost = true;
    },
    isWhole: () => !hasLost && !isOver && left.length === 0,
    async sync() {
      // What a disk did not take then may be gone, and the next call would not say so again.
      await handle?.datasync().catch(() => {
        hasLost = true;
      });
    },
    async moveTo(to) {
      await shutFor(async () => {
        await renameOver(name, to);
        name = to;
      });
      // From here on it is the file of that name, whatever the disk says of the folder.
      await syncFolder(dirname(to)).catch(() => {
        hasLost = true;
      });
    },
    whileShut: shutFor,
    async close() {
      giveUp();
      writer.forget();
      const closing = handle;
      handle = null;
      await closing?.close().catch(() => {});
    },
  };
}
