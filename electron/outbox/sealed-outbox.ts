/**
 * What waits for the hub, a second time and sealed to it ([WP1] to [WP3]). It follows the journal: whatever goes wrong here fails no save,
 * is told as being behind, and is tried again with the next save.
 */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { concat } from '../../shared/base/bytes.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import { outboxFileLimit } from '../../shared/protocol/outbox-file.ts';
import { framesToSeal } from '../../shared/protocol/outbox-frames.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import { type DiskFailure, diskFailureOf, writeWhole } from '../safe-files.ts';
import { beginOutbox, type OutboxWriter } from './outbox-writer.ts';

export interface SealedOutbox {
  /** Begins the file anew with what waits; what is saved from then on is added. Without a key of a hub there is no file. */
  begin(asked: Input<'outbox:begin'>): Promise<Result<Record<string, never>, DiskFailure>>;
  /** Adds what the journal has. Returns at once; never fails. */
  add(appended: Uint8Array): void;
  state(): Output<'wipe:status'>['sealed'];
  /** Ends once what was added is on the disk; the key of the file is gone then. */
  close(): Promise<void>;
}

export interface SealedOutboxParts {
  readonly path: string;
  /** Signs with the device's key; null while it has none. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array | null>;
}

/** What is added reaches the disk itself, and not its cache alone, within so many milliseconds. */
const syncAfter = 1_000;

interface OpenFile {
  readonly writer: OutboxWriter;
  /** Bytes that are known to stand in the file. */
  size: number;
  /** Records that a write failed for. */
  left: Uint8Array[];
}

export function openSealedOutbox({ path, sign }: SealedOutboxParts): SealedOutbox {
  const queue = createQueue();
  let file: OpenFile | null = null;
  let handle: FileHandle | null = null;
  let isBehind = false;
  let syncing: NodeJS.Timeout | null = null;
  const signNow = async (bytes: Uint8Array) => {
    const signature = await sign(bytes);
    if (signature === null) throw new Error('This device has no key to sign with');
    return signature;
  };
  const letGo = async () => {
    if (syncing !== null) clearTimeout(syncing);
    syncing = null;
    await handle?.close().catch(() => {});
    handle = null;
  };
  const sync = async () => {
    syncing = null;
    await queue.run(async () => handle?.datasync().catch(() => {}));
  };
  const write = async (open: OpenFile): Promise<void> => {
    const bytes = concat(...open.left);
    if (open.size + bytes.length > outboxFileLimit) throw new Error('What waits is too much for one file');
    handle ??= await reopen(path, open.size);
    await handle.write(bytes, 0, bytes.length, open.size);
    open.size += bytes.length;
    open.left = [];
    syncing ??= setTimeout(() => void sync(), syncAfter);
  };
  const append = async (appended: Uint8Array): Promise<void> => {
    if (file === null) return;
    try {
      const frames = await framesToSeal(appended, signNow);
      if (frames === null) return;
      file.left.push(file.writer.next(frames));
      await write(file);
      isBehind = false;
    } catch {
      isBehind = true;
      // How much of it stands there is not known: the next write begins where the last good one ended.
      await letGo();
    }
  };
  const begin = async ({ frames, ...to }: Input<'outbox:begin'>): Promise<void> => {
    await letGo();
    file?.writer.forget();
    file = null;
    const writer = to.hubKey === '' ? null : beginOutbox(to);
    if (writer === null) return rm(path, { force: true });
    const records: Uint8Array[] = [];
    for (const { bytes } of readFrames(frames).frames) {
      const sealed = await framesToSeal(bytes, signNow);
      if (sealed !== null) records.push(writer.next(sealed));
    }
    const whole = concat(writer.head, ...records);
    await writeWhole(path, whole);
    file = { writer, size: whole.length, left: [] };
    isBehind = false;
  };
  return {
    begin: (asked) =>
      queue.run(async () => {
        try {
          await begin(asked);
          return ok({});
        } catch (error) {
          isBehind = true;
          return { ok: false, failure: diskFailureOf(error) };
        }
      }),
    add(appended) {
      // Whoever saves is answered first.
      setImmediate(() => void queue.run(() => append(appended)));
    },
    state: () => (isBehind ? 'behind' : file === null ? 'none' : 'kept'),
    async close() {
      await new Promise((resolve) => setImmediate(resolve));
      await queue.run(async () => {
        await handle?.datasync().catch(() => {});
        await letGo();
        file?.writer.forget();
        file = null;
      });
    },
  };
}

/** The file, cut to what is known to be good in it. */
async function reopen(path: string, size: number): Promise<FileHandle> {
  const file = await open(path, 'r+');
  await file.truncate(size);
  return file;
}
