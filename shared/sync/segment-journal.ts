/**
 * The journal port over files: Electron's main process, Node and the browser's private file system differ only in
 * {@link JournalFiles}. Segments are named by the position at which they begin, and positions count from the first byte
 * ever appended. A torn tail is what a crash leaves: it was never acknowledged and is cut at the next append. Damage with
 * whole frames behind it is kept as a copy, and the facts behind it are appended again ([JR7]).
 */
import { concat } from '../base/bytes.ts';
import { ok, type Result } from '../base/result.ts';
import { findFrame, type Frame, frameTypes, readFrames } from '../protocol/frame.ts';
import type { Journal, JournalFailure } from './ports.ts';

/** A folder of files, as little of it as a journal needs. What cannot be read throws; what cannot be written fails. */
export interface JournalFiles {
  /** All files of the folder with their sizes in bytes, in any order. */
  list(): Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Up to `length` bytes; fewer at the end of the file. */
  read(name: string, from: number, length: number): Promise<Uint8Array>;
  /** Adds bytes at the end of a file, making it if need be; fsynced, folder included, when it resolves. */
  append(name: string, bytes: Uint8Array): Promise<Result<null, JournalFailure>>;
  /** Cuts a file to a size; fsynced. A file that is not there is left so. */
  truncate(name: string, size: number): Promise<Result<null, JournalFailure>>;
  /** Copies a file to a new name; fsynced. */
  copy(name: string, to: string): Promise<Result<null, JournalFailure>>;
}

export interface SegmentJournal extends Journal {
  /** Copies of segments in which damage was found when the journal was opened. */
  readonly damaged: readonly string[];
}

interface Segment {
  readonly name: string;
  readonly start: number;
  size: number;
}

/** A new segment begins when the last one has passed this size. Opening checks one segment whole. */
const segmentSize = 16 * 1024 * 1024;
/** Read at once; frames larger than it make the piece grow. */
const pieceSize = 1024 * 1024;

/** Opens a journal, making it when the folder is empty. */
export async function openSegmentJournal(files: JournalFiles): Promise<Result<SegmentJournal, JournalFailure>> {
  const segments = await listSegments(files);
  const damaged: string[] = [];
  const last = segments.at(-1);
  let torn = false;
  if (last !== undefined) {
    const checked = await checkLast(files, last);
    if (!checked.ok) return checked;
    torn = checked.value.torn;
    if (checked.value.copy !== null) damaged.push(checked.value.copy);
  }
  return ok(journalOn(files, segments, damaged, torn));
}

function journalOn(files: JournalFiles, segments: Segment[], damaged: string[], tornAtFirst: boolean): SegmentJournal {
  // The segment behind whose whole frames something may stand that was never acknowledged.
  let torn = tornAtFirst ? segments.at(-1) : undefined;
  const position = () => endOf(segments);
  return {
    damaged,
    position: async () => position(),
    async append(frames) {
      if (torn !== undefined) {
        const cut = await files.truncate(torn.name, torn.size);
        if (!cut.ok) return cut;
      }
      let last = segments.at(-1);
      if (last === undefined || last.size >= segmentSize) {
        last = { name: nameOf(position()), start: position(), size: 0 };
        segments.push(last);
      }
      torn = last;
      const appended = await files.append(last.name, frames);
      if (!appended.ok) return appended;
      torn = undefined;
      last.size += frames.length;
      return ok({ position: position() });
    },
    async *read(from) {
      const end = position();
      for (const segment of segments.filter(({ start, size }) => start + size > from)) {
        if (segment.start > from && segments[0] === segment) return;
        const whole = yield* readSegment(files, segment, Math.max(0, from - segment.start), end);
        if (!whole) return;
      }
    },
  };
}

/** Yields whole frames of a segment; returns false when it is damaged before its end. */
async function* readSegment(files: JournalFiles, segment: Segment, from: number, end: number) {
  const size = Math.min(segment.size, end - segment.start);
  let at = from;
  let length = pieceSize;
  while (at < size) {
    const bytes = await files.read(segment.name, at, Math.min(length, size - at));
    const { end: whole, rest } = readFrames(bytes);
    if (whole > 0) yield bytes.subarray(0, whole);
    at += whole;
    if (rest === 'damaged') return false;
    if (whole === 0) {
      if (bytes.length >= size - at) return false;
      length *= 4;
    } else length = pieceSize;
  }
  return true;
}

/** Finds where the last segment's whole frames end, and whether a crash or something worse ended them. */
async function checkLast(
  files: JournalFiles,
  segment: Segment,
): Promise<Result<{ torn: boolean; copy: string | null }, JournalFailure>> {
  const bytes = await files.read(segment.name, 0, segment.size);
  const { end, rest } = readFrames(bytes);
  if (rest === 'nothing') return ok({ torn: false, copy: null });
  const facts = factsAfter(bytes, end);
  const size = segment.size;
  segment.size = end;
  if (facts === null) return ok({ torn: true, copy: null });
  const copy = `${segment.name}.damaged-${size}`;
  const steps = [
    () => files.copy(segment.name, copy),
    () => files.truncate(segment.name, end),
    async () => (facts.length === 0 ? ok(null) : files.append(segment.name, facts)),
  ];
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  segment.size = end + facts.length;
  return ok({ torn: false, copy });
}

/**
 * Whole frames behind damage that are true by themselves: saves, pages, chunks. Checkpoints are not: a cursor may count on
 * what was in the damaged part. Null when nothing whole is behind it.
 */
function factsAfter(bytes: Uint8Array, from: number): Uint8Array | null {
  const frames: Frame[] = [];
  for (let at = findFrame(bytes, from + 1); at >= 0; ) {
    const read = readFrames(bytes, at);
    frames.push(...read.frames);
    at = read.rest === 'nothing' ? -1 : findFrame(bytes, read.end + 1);
  }
  if (frames.length === 0) return null;
  const facts: readonly number[] = [frameTypes.saved, frameTypes.page, frameTypes.chunk];
  return concat(...frames.filter(({ type }) => facts.includes(type)).map((frame) => frame.bytes));
}

async function listSegments(files: JournalFiles): Promise<Segment[]> {
  const segments = (await files.list()).flatMap(({ name, size }): Segment[] => {
    const match = /^journal-(\d{16})\.wpj$/.exec(name);
    return match === null ? [] : [{ name, start: Number(match[1]), size }];
  });
  return segments.sort((a, b) => a.start - b.start);
}

function nameOf(start: number): string {
  return `journal-${String(start).padStart(16, '0')}.wpj`;
}

function endOf(segments: readonly Segment[]): number {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.start + last.size;
}
