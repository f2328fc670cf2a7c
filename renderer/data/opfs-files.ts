/** The journal's files in the browser's private file system. Works in a worker only: sync access handles live there. */
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { JournalFailure } from '../../shared/sync/ports.ts';
import type { JournalFiles } from '../../shared/sync/segment-journal.ts';

/** What TypeScript's DOM library knows of workers only. */
interface SyncAccessHandle {
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface Folder {
  entries(): AsyncIterable<[string, { readonly kind: string }]>;
  getFileHandle(name: string, options?: { create: boolean }): Promise<FileHandle>;
}

interface FileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
  getFile(): Promise<File>;
}

export interface OpfsFiles extends JournalFiles {
  /** The whole of a file, or null when it is not there. */
  readWhole(name: string): Promise<Uint8Array | null>;
  /** Writes a file as a whole; flushed when it resolves. */
  writeWhole(name: string, bytes: Uint8Array): Promise<Result<null, JournalFailure>>;
}

export async function openOpfsFiles(folderName: string): Promise<OpfsFiles> {
  const root = await navigator.storage.getDirectory();
  const folder = (await root.getDirectoryHandle(folderName, { create: true })) as unknown as Folder;
  const handles = new Map<string, SyncAccessHandle>();
  /** A handle is exclusive and dear to open: it stays open. */
  const handleOf = async (name: string, create = false): Promise<SyncAccessHandle> => {
    const open = handles.get(name);
    if (open !== undefined) return open;
    const handle = await openAlone(await folder.getFileHandle(name, { create }));
    handles.set(name, handle);
    return handle;
  };
  const readAll = (handle: SyncAccessHandle) => readAt(handle, 0, handle.getSize());

  const list = async () => {
    const files: { name: string; size: number }[] = [];
    for await (const [name, { kind }] of folder.entries()) {
      if (kind === 'file') files.push({ name, size: (await handleOf(name)).getSize() });
    }
    return files;
  };

  return {
    list,
    read: async (name, from, length) => readAt(await handleOf(name), from, length),
    append: (name, bytes) =>
      asResult(async () => {
        const handle = await handleOf(name, true);
        writeAt(handle, bytes, handle.getSize());
        handle.flush();
      }),
    // The private file system replaces no file whole: a crash in the middle is read as a hole of a scope that is purged anyway.
    overwrite: (name, parts) =>
      asResult(async () => {
        const handle = await handleOf(name);
        for (const { at, bytes } of parts) writeAt(handle, bytes, at);
        handle.flush();
      }),
    truncate: (name, size) =>
      asResult(async () => {
        const handle = await handleOf(name);
        handle.truncate(size);
        handle.flush();
      }),
    async readWhole(name) {
      const there = (await list()).some((file) => file.name === name);
      return there ? readAll(await handleOf(name)) : null;
    },
    writeWhole: (name, bytes) =>
      asResult(async () => {
        const handle = await handleOf(name, true);
        handle.truncate(0);
        writeAt(handle, bytes, 0);
        handle.flush();
      }),
  };
}

/** How long the worker of a tab that was just closed may still hold a file, in milliseconds. */
const HELD_AT_MOST = 5_000;

/** Opens a file that only one worker may hold. A closed tab gives up its lock before its worker has let go of the files. */
async function openAlone(file: FileHandle): Promise<SyncAccessHandle> {
  const giveUpAt = Date.now() + HELD_AT_MOST;
  for (;;) {
    try {
      return await file.createSyncAccessHandle();
    } catch (fault) {
      const isHeld = fault instanceof DOMException && fault.name === 'NoModificationAllowedError';
      if (!isHeld || Date.now() > giveUpAt) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function readAt(handle: SyncAccessHandle, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, handle.getSize() - from)));
  const read = handle.read(bytes, { at: from });
  return bytes.subarray(0, read);
}

function writeAt(handle: SyncAccessHandle, bytes: Uint8Array, at: number): void {
  let written = 0;
  while (written < bytes.length) {
    const count = handle.write(bytes.subarray(written), { at: at + written });
    // A full quota shows as a short write.
    if (count === 0) throw new DOMException('No space left', 'QuotaExceededError');
    written += count;
  }
}

async function asResult(work: () => Promise<void>): Promise<Result<null, JournalFailure>> {
  try {
    await work();
    return ok(null);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return fail(
      name === 'QuotaExceededError' ? { kind: 'disk-full' } : { kind: 'journal-unwritable', reason: message },
    );
  }
}
