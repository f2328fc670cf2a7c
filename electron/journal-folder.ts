/** The journal's files on a disk: appended with fdatasync before an append resolves, names made durable too. */
import { type FileHandle, mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFailureOf, syncFolder, writeWhole } from '../disk/safe-files.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { JournalFailure } from '../shared/sync/ports.ts';
import type { JournalFiles } from '../shared/sync/segment-journal.ts';

/** The files of a journal that can also be replaced whole. */
export interface JournalFolder extends JournalFiles {
  /** Other bytes for a file: all of them or none, fsynced. */
  replace(name: string, bytes: Uint8Array): Promise<Result<null, JournalFailure>>;
  /** Lets go of the file that is appended to. */
  close(): Promise<void>;
}

export async function openJournalFolder(folder: string): Promise<JournalFolder> {
  await mkdir(folder, { recursive: true });
  let current: { readonly name: string; readonly file: FileHandle } | null = null;

  /** The file that is appended to stays open: opening it for each save would cost as much as the save. */
  const appendable = async (name: string): Promise<FileHandle> => {
    if (current?.name === name) return current.file;
    await current?.file.close();
    current = null;
    const isNew = await stat(join(folder, name)).then(
      () => false,
      () => true,
    );
    current = { name, file: await open(join(folder, name), 'a', 0o600) };
    if (isNew) await syncFolder(folder);
    return current.file;
  };
  const forget = async () => {
    await current?.file.close().catch(() => {});
    current = null;
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
    append: (name, bytes) =>
      asResult(async () => {
        const file = await appendable(name);
        await file.appendFile(bytes);
        await file.datasync();
      }, forget),
    overwrite: (name, parts) =>
      asResult(async () => {
        await forget();
        const bytes = await readFile(join(folder, name));
        for (const part of parts) bytes.set(part.bytes, part.at);
        await writeWhole(join(folder, name), bytes);
      }, forget),
    replace: (name, bytes) =>
      asResult(async () => {
        await forget();
        await writeWhole(join(folder, name), bytes);
      }, forget),
    close: forget,
    truncate: (name, size) =>
      asResult(async () => {
        await forget();
        const file = await open(join(folder, name), 'r+').catch((error: NodeJS.ErrnoException) => {
          // One that could not be made: there is nothing to cut.
          if (error.code === 'ENOENT') return null;
          throw error;
        });
        if (file === null) return;
        try {
          await file.truncate(size);
          await file.sync();
        } finally {
          await file.close();
        }
      }, forget),
  };
}

async function asResult(
  work: () => Promise<void>,
  onFault: () => Promise<void>,
): Promise<Result<null, JournalFailure>> {
  try {
    await work();
    return ok(null);
  } catch (error) {
    // After a failed fsync nothing is known of what the handle wrote: the next append opens the file anew.
    await onFault();
    return fail(diskFailureOf(error));
  }
}
