/** The journal as the page may use it: main owns the files, the page names positions and nothing else. */

import { diskFailureOf } from '../disk/safe-files.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { IpcFailure, Output } from '../shared/ipc/contract.ts';
import type { Journal, JournalPart } from '../shared/sync/ports.ts';
import { openSegmentJournal } from '../shared/sync/segment-journal.ts';
import type { DiskRoom } from './disk-room.ts';
import { type JournalFolder, openJournalFolder } from './journal-folder.ts';
import type { FileSeal } from './vault/file-seal.ts';
import { sealJournalFiles } from './vault/sealed-journal.ts';

type DiskFailure = IpcFailure<'journal:append'>;

export interface HostJournal {
  append(frames: Uint8Array): Promise<Result<Output<'journal:append'>, DiskFailure>>;
  /** Whole frames from a position on, about `limit` bytes; a single frame may be larger. */
  read(from: number, limit: number): Promise<Result<Output<'journal:read'>, DiskFailure>>;
  position(): Promise<Result<Output<'journal:position'>, DiskFailure>>;
  /** Whole frames over whole frames of the same length ([SC4]). */
  overwrite(parts: readonly JournalPart[]): Promise<Result<Output<'journal:overwrite'>, DiskFailure>>;
  /** Runs work while nothing is written: what is appended meanwhile waits. */
  whileStill<T>(work: () => Promise<T>): Promise<T>;
  /** Ends after what is being written; nothing is read or written through it any more. */
  close(): Promise<void>;
}

/**
 * Opens at the first question, and again at the next one when that failed: a disk may have been made writable.
 * @param seal Of a profile with a vault.
 * @param onAppended Told what is on the disk; nobody waits for it.
 */
export function openHostJournal(
  path: string,
  room: DiskRoom,
  seal: FileSeal | null,
  onAppended: (frames: Uint8Array) => void = () => {},
): HostJournal {
  let isClosed = false;
  let folder: JournalFolder | null = null;
  const openSafely = async (): Promise<Result<Journal, DiskFailure>> => {
    try {
      folder = await openJournalFolder(path);
      return await openSegmentJournal(seal === null ? folder : sealJournalFiles(folder, seal));
    } catch (error) {
      return fail(diskFailureOf(error));
    }
  };
  let opened: Promise<Result<Journal, DiskFailure>> | null = null;
  const open = async (): Promise<Result<Journal, DiskFailure>> => {
    if (isClosed) return fail({ kind: 'journal-unwritable', reason: 'closed' });
    opened ??= openSafely();
    const journal = await opened;
    if (!journal.ok) opened = null;
    return journal;
  };
  // One after another: an append must find the end where the one before it left it.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
  return {
    append: (frames) =>
      inTurn(async () => {
        if (!(await room.hasRoom())) return fail({ kind: 'disk-full' } as const);
        const journal = await open();
        if (!journal.ok) return journal;
        const appended = await journal.value.append(frames);
        if (appended.ok) onAppended(frames);
        return appended;
      }),
    async read(from, limit) {
      const journal = await open();
      return journal.ok ? readPiece(journal.value, from, limit) : journal;
    },
    overwrite: (parts) =>
      inTurn(async () => {
        // Each file that changes is written anew beside the old one.
        if (!(await room.hasRoom())) return fail({ kind: 'disk-full' } as const);
        const journal = await open();
        if (!journal.ok) return journal;
        try {
          const written = await journal.value.overwrite(parts);
          return written.ok ? ok({}) : written;
        } catch (error) {
          return fail(diskFailureOf(error));
        }
      }),
    async position() {
      const journal = await open();
      return journal.ok ? ok({ position: await journal.value.position() }) : journal;
    },
    whileStill: inTurn,
    async close() {
      isClosed = true;
      await inTurn(async () => {
        opened = null;
        await folder?.close();
      });
    },
  };
}

async function readPiece(journal: Journal, from: number, limit: number) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of journal.read(from)) {
      if (length > 0 && length + piece.length > limit) {
        return ok({ bytes: new Uint8Array(Buffer.concat(pieces)), next: from + length });
      }
      pieces.push(piece);
      length += piece.length;
    }
    return ok({ bytes: new Uint8Array(Buffer.concat(pieces)), next: null });
  } catch (error) {
    return fail(diskFailureOf(error));
  }
}
