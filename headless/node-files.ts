/** The journal's folder of files on Node: fsync for real, the folder included whenever a name is new. */
import { type FileHandle, mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFailureOf, syncFolder, writeWhole } from '../disk/safe-files.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { JournalFailure } from '../shared/sync/ports.ts';
import type { JournalFiles } from '../shared/sync/segment-journal.ts';

export interface NodeFiles extends JournalFiles {
  close(): Promise<void>;
}

/** Files of a folder, made when absent. The file appended to last stays open between appends. */
export async function openNodeFiles(folder: string): Promise<NodeFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let current: { readonly name: string; readonly file: FileHandle } | null = null;

  const close = async () => {
    const open = current;
    current = null;
    await open?.file.close();
  };
  const fileOf = async (name: string): Promise<FileHandle> => {
    if (current?.name === name) return current.file;
    await close();
    current = { name, file: await open(join(folder, name), 'a', 0o600) };
    await syncFolder(folder);
    return current.file;
  };
  const safely = async (work: () => Promise<void>): Promise<Result<null, JournalFailure>> => {
    try {
      await work();
      return ok(null);
    } catch (error) {
      return fail(diskFailureOf(error));
    }
  };
  return {
    async list() {
      const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
      return Promise.all(entries.map(async ({ name }) => ({ name, size: (await stat(join(folder, name))).size })));
    },
    read: (name, from, length) => readPart(join(folder, name), from, length),
    append: (name, bytes) =>
      safely(async () => {
        const file = await fileOf(name);
        await file.appendFile(bytes);
        await file.datasync();
      }),
    overwrite: (name, parts) =>
      safely(async () => {
        if (current?.name === name) await close();
        const bytes = await readFile(join(folder, name));
        for (const part of parts) bytes.set(part.bytes, part.at);
        await writeWhole(join(folder, name), bytes);
      }),
    truncate: (name, size) =>
      safely(async () => {
        if (current?.name === name) await close();
        await withFile(join(folder, name), 'r+', async (file) => {
          await file.truncate(size);
          await file.sync();
        });
      }),
    close,
  };
}

async function readPart(path: string, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let got = 0;
  await withFile(path, 'r', async (file) => {
    while (got < length) {
      const { bytesRead } = await file.read(bytes, got, length - got, from + got);
      if (bytesRead === 0) return;
      got += bytesRead;
    }
  });
  return bytes.subarray(0, got);
}

/** Opens, works and closes; a file that is not there is left so. */
async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
