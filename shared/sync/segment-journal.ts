/**
 * The journal port over files: Electron's main process, Node and the browser's private file system differ only in
 * {@link JournalFiles}. Segments are named by the position at which they begin, and positions count from the first byte
 * ever appended. A torn tail is what a crash leaves: it was never acknowledged and is cut at the next append. Damage with
 * whole frames behind it, a missing or a cut segment, stays as it is and is read as a hole of the same length ([JR7]).
 */
import { ok, type Result } from '../base/result.ts';
import { encodeFrame, findFrame, frameHeaderSize, frameTypes, readFrames } from '../protocol/frame.ts';
import type { Journal, JournalFailure, JournalPart } from './ports.ts';

/** A folder of files, as little of it as a journal needs. What cannot be read throws; what cannot be written fails. */
export interface JournalFiles {
  /** All files of the folder with their sizes in bytes, in any order. */
  list(): Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Up to `length` bytes; fewer at the end of the file. */
  read(name: string, from: number, length: number): Promise<Uint8Array>;
  /** Adds bytes at the end of a file, making it if need be; fsynced, folder included, when it resolves. */
  append(name: string, bytes: Uint8Array): Promise<Result<null, JournalFailure>>;
  /** Writes bytes over those at places of a file: all of them or none, fsynced, where files can be replaced whole. */
  overwrite(
    name: string,
    parts: readonly { readonly at: number; readonly bytes: Uint8Array }[],
  ): Promise<Result<null, JournalFailure>>;
  /** Cuts a file to a size; fsynced. A file that is not there is left so. */
  truncate(name: string, size: number): Promise<Result<null, JournalFailure>>;
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
export async function openSegmentJournal(files: JournalFiles): Promise<Result<Journal, JournalFailure>> {
  const segments = await listSegments(files);
  const last = segments.at(-1);
  if (last === undefined) return ok(journalOn(files, segments, undefined));
  const written = last.size;
  last.size = endOfWholeFrames(await files.read(last.name, 0, written));
  return ok(journalOn(files, segments, last.size < written ? last : undefined));
}

function journalOn(files: JournalFiles, segments: Segment[], tornAtFirst: Segment | undefined): Journal {
  // The segment behind whose whole frames something may stand that was never acknowledged.
  let torn = tornAtFirst;
  const position = () => endOf(segments);
  return {
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
    async overwrite(parts) {
      for (const { name, start, size } of segments) {
        const own = parts.filter(({ position: at }) => at >= start && at < start + size);
        if (own.length === 0) continue;
        for (const part of own) await checkBorders(files, name, { ...part, position: part.position - start });
        const written = await files.overwrite(
          name,
          own.map(({ position: at, frames }) => ({ at: at - start, bytes: frames })),
        );
        if (!written.ok) return written;
      }
      return ok(null);
    },
    async *read(from) {
      // What is appended while this reads belongs to the next read.
      const parts = segments.map((segment, i) => ({ ...segment, next: segments[i + 1]?.start ?? position() }));
      let at = from;
      for (const { name, start, size, next } of parts) {
        if (next <= at) continue;
        if (start > at) yield* holes(start - at);
        const span = next - start;
        yield* readSegment(files, name, Math.max(0, at - start), { size: Math.min(size, span), span });
        at = next;
      }
    },
  };
}

/** Throws unless whole frames would stand where whole frames stood. */
async function checkBorders(files: JournalFiles, name: string, { position, frames }: JournalPart): Promise<void> {
  const before = readFrames(await files.read(name, position, frames.length));
  const after = readFrames(frames);
  if (before.end === frames.length && after.end === frames.length) return;
  throw new Error(`No whole frames of ${frames.length} bytes at ${position} of ${name}`);
}

/** Yields the frames of a segment from one of its bytes on, and holes where there are none: `span` bytes, `size` are there. */
async function* readSegment(
  files: JournalFiles,
  name: string,
  from: number,
  { size, span }: { readonly size: number; readonly span: number },
) {
  let at = from;
  let length = pieceSize;
  while (at < span) {
    const left = Math.max(size - at, 0);
    const bytes = await files.read(name, at, Math.min(length, left));
    const { end, rest } = readFrames(bytes);
    if (end > 0) yield bytes.subarray(0, end);
    at += end;
    if (rest === 'damaged' || (end === 0 && bytes.length >= left)) {
      yield* readDamaged(await files.read(name, at, Math.max(size - at, 0)), span - at);
      return;
    }
    // A frame larger than the piece: read more at once.
    length = end === 0 ? length * 4 : pieceSize;
  }
}

/** What is left of a segment, `size` bytes from damage on: holes, and the whole frames between them. */
function* readDamaged(bytes: Uint8Array, size: number) {
  let at = 0;
  while (at < size) {
    const whole = readFrames(bytes, at).end;
    if (whole > at) yield bytes.subarray(at, whole);
    const next = whole < bytes.length ? findFrame(bytes, whole + 1) : -1;
    at = next < 0 ? size : next;
    yield* holes(at - whole);
  }
}

/** Frames that say nothing, of the length of what cannot be read, so that positions stay what they were. */
function* holes(length: number) {
  for (let left = length; left >= frameHeaderSize; ) {
    const rest = left - Math.min(left, pieceSize);
    // What is left over must hold a frame's header.
    const size = rest > 0 && rest < frameHeaderSize ? left - frameHeaderSize : left - rest;
    yield encodeFrame(frameTypes.hole, new Uint8Array(size - frameHeaderSize));
    left -= size;
  }
}

/** Where the last whole frame ends, with whatever damage before it. */
function endOfWholeFrames(bytes: Uint8Array): number {
  let end = 0;
  for (let at = 0; at >= 0; ) {
    const read = readFrames(bytes, at);
    if (read.end > at) end = read.end;
    at = read.rest === 'nothing' ? -1 : findFrame(bytes, read.end + 1);
  }
  return end;
}

async function listSegments(files: JournalFiles): Promise<Segment[]> {
  const segments = (await files.list()).flatMap(({ name, size }): Segment[] => {
    const start = startOfSegment(name);
    return start === null ? [] : [{ name, start, size }];
  });
  return segments.sort((a, b) => a.start - b.start);
}

/** The position at which a file of the journal begins; null for a file of another name. */
export function startOfSegment(name: string): number | null {
  const match = /^journal-(\d{16})\.wpj$/.exec(name);
  return match === null ? null : Number(match[1]);
}

function nameOf(start: number): string {
  return `journal-${String(start).padStart(16, '0')}.wpj`;
}

function endOf(segments: readonly Segment[]): number {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.start + last.size;
}
