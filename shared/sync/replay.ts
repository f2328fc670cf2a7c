/** Bringing the store up to the journal: after a crash, after a failed write, or from nothing ([JR3] to [JR6]). */
import type { OperationId } from '../base/ids.ts';
import { type Frame, frameTypes, readFrame, readFrames } from '../protocol/frame.ts';
import { crcOfFrame, type EngineCore, type JournalMark } from './engine-core.ts';
import { entryOfFrame, type JournalEntry } from './journal-entry.ts';
import type { Journal } from './ports.ts';

/** Entries are written in pieces of about this many operations or bytes, so that a rebuild takes bounded memory. */
const pieceOperations = 2_000;
const pieceBytes = 8 * 1024 * 1024;

export interface Replayed {
  readonly operations: number;
  readonly entries: number;
  /** Frames of a newer edition or with unreadable content: kept in the journal, not in the store. */
  readonly skipped: number;
  /** Stretches of the journal that are damaged or gone. */
  readonly damaged: number;
}

/**
 * Absorbs the journal from a position to its end; what it has of `damaged` operations replaces what is here ([VR6]). Throws
 * when the store or the journal does.
 */
export async function replayJournal(
  core: EngineCore,
  from: number,
  damaged: ReadonlySet<OperationId> = new Set(),
): Promise<Replayed> {
  let position = from;
  let piece: JournalEntry[] = [];
  let operations = 0;
  let bytes = 0;
  let mark = core.memory.mark;
  const done = { operations: 0, entries: 0, skipped: 0, damaged: 0 };
  const total = (await core.ports.journal.position()) - from;
  const tell = () => core.ports.onReplay?.({ read: position - from, total });
  if (from === 0 && total > 0) tell();
  const flush = async (): Promise<void> => {
    if (mark === null || (piece.length === 0 && mark.position === core.memory.mark?.position)) return;
    await core.absorbInto(piece, mark);
    done.operations += operations;
    done.entries += piece.length;
    [piece, operations, bytes] = [[], 0, 0];
  };
  for await (const bytesRead of core.ports.journal.read(from)) {
    for (const frame of readFrames(bytesRead).frames) {
      const entry = entryBehind(done.damaged, frame);
      const isPurge = entry?.kind === 'purge';
      if (isPurge) await flush();
      if (frame.type === frameTypes.hole) done.damaged += 1;
      else if (entry === null) done.skipped += frame.type === frameTypes.erased ? 0 : 1;
      else piece.push(entry, ...replacementsIn(entry, damaged));
      if (entry !== null && 'operations' in entry) operations += entry.operations.length;
      bytes += frame.bytes.length;
      mark = { position: position + frame.bytes.length, from: position, crc: crcOfFrame(frame.bytes) };
      position = mark.position;
      if (!isPurge && operations < pieceOperations && bytes < pieceBytes) continue;
      await flush();
      tell();
    }
  }
  await flush();
  return done;
}

/** What a frame says. A cursor behind damage may count on what was in it: it does not count, and the hub is asked again. */
function entryBehind(damaged: number, frame: Frame): JournalEntry | null {
  const entry = entryOfFrame(frame);
  if (damaged === 0 || entry?.kind !== 'checkpoint') return entry;
  const { cursors: _, ...checkpoint } = entry.checkpoint;
  return { kind: 'checkpoint', checkpoint };
}

/** What an entry has of operations whose rows are damaged. */
function replacementsIn(entry: JournalEntry, damaged: ReadonlySet<OperationId>): JournalEntry[] {
  if (damaged.size === 0 || !('operations' in entry)) return [];
  const operations = entry.operations.filter(({ id }) => damaged.has(id));
  return operations.length === 0 ? [] : [{ kind: 'repair', operations }];
}

/** The mark of a store that absorbed nothing of this journal yet; null when the journal has no first frame to know it by. */
export async function markOfStart(journal: Journal): Promise<JournalMark | null> {
  for await (const bytes of journal.read(0)) {
    return readFrame(bytes, 0).kind === 'frame' ? { position: 0, from: 0, crc: crcOfFrame(bytes) } : null;
  }
  return null;
}

/** Absorbs what a store that failed has missed. Throws when it fails again. */
export async function catchUp(core: EngineCore): Promise<void> {
  await core.remember();
  await replayJournal(core, core.memory.mark?.position ?? 0);
  core.stale = false;
}
