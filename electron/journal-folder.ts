/** The journal's files on a disk: appended with fdatasync before an append resolves, names made durable too. */
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { JournalFailure } from '../shared/sync/ports.ts';
import type { JournalFiles } from '../shared/sync/segment-journal.ts';
import { type AppendedFile, openAppended } from './appended-file.ts';
import { diskFailureOf, syncFolder, writeWhole } from './safe-files.ts';

/** The files of a journal that can also be replaced whole. */
export interface JournalFolder extends JournalFiles {
  /** Other bytes for a file: all of them or none, fsynced. */
  replace(name: string, bytes: Uint8Array): Promise<Result<null, JournalFailure>>;
  /** Every file ends where what was appended ends, until the next append; see {@link openJournalFolder}. Throws what the disk says. */
  trim(): Promise<void>;
  /** Lets go of the file that is appended to. */
  close(): Promise<void>;
}

/** @param room Bytes that are kept free behind the end of the file that is appended to: what is one piece is quicker there. */
export async function openJournalFolder(folder: string, room = 0): Promise<JournalFolder> {
  await mkdir(folder, { recursive: true });
  let current: { readonly name: string; readonly file: AppendedFile } | null = null;

  /** The file as it is. Of one that was not trimmed nobody else may say where it ends. */
  const drop = async () => {
    await current?.file.drop();
    current = null;
  };
  const letGo = async () => {
    await current?.file.trim();
    await drop();
  };
  /** The file that is appended to stays open: opening it for each save would cost as much as the save. */
  const appendable = async (name: string): Promise<AppendedFile> => {
    if (current?.name === name) return current.file;
    await letGo();
    const isNew = await stat(join(folder, name)).then(
      () => false,
      () => true,
    );
    current = { name, file: await openAppended(join(folder, name), room) };
    if (isNew) await syncFolder(folder);
    return current.file;
  };

  return {
    async list() {
      const names = await readdir(folder);
      return Promise.all(names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })));
    },
    async read(name, from, length) {
      const file = await open(join(folder, name), 'r');
      try {
        const bytes = new Uint8Array(length);
        let read = 0;
        while (read < length) {
          const { bytesRead } = await file.read(bytes, read, length - read, from + read);
          if (bytesRead === 0) break;
          read += bytesRead;
        }
        return bytes.subarray(0, read);
      } finally {
        await file.close();
      }
    },
    append: (name, bytes, isOne) =>
      asResult(
        async () => (await appendable(name)).append(bytes, isOne),
        // After a failed fsync nothing is known of what the handle wrote: whoever appends cuts the file first.
        drop,
      ),
    overwrite: (name, parts) =>
      asResult(async () => {
        await letGo();
        const bytes = await readFile(join(folder, name));
        for (const part of parts) bytes.set(part.bytes, part.at);
        await writeWhole(join(folder, name), bytes);
      }),
    replace: (name, bytes) =>
      asResult(async () => {
        await letGo();
        await writeWhole(join(folder, name), bytes);
      }),
    trim: async () => current?.file.trim(),
    close: () => letGo().catch(drop),
    truncate: (name, size) =>
      asResult(async () => {
        await letGo();
        const file = await open(join(folder, name), 'r+');
        try {
          await file.truncate(size);
          await file.sync();
        } finally {
          await file.close();
        }
      }),
  };
}

async function asResult(
  work: () => Promise<void>,
  onFault: () => Promise<void> = async () => {},
): Promise<Result<null, JournalFailure>> {
  try {
    await work();
    return ok(null);
  } catch (error) {
    await onFault();
    return fail(diskFailureOf(error));
  }
}
