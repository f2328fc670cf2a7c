/**
 * Reads ZIPs that anybody may have made: by their central directory, every length checked against what is there, nothing
 * inflated beyond what was announced. No ZIP64, no encryption, no folders that lead elsewhere.
 */
import { Inflate } from 'fflate';
import { concat, textOfUtf8 } from '../../base/bytes.ts';
import type { Pieces } from '../../base/pieces.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';

export interface ZipEntry {
  readonly path: string;
  /** Bytes when inflated, as the ZIP says. */
  readonly size: number;
  readonly packed: Uint8Array;
  readonly isDeflated: boolean;
}

/** `not-a-zip`: no ZIP at all; `cut-off`: the end or a file in it is missing; `unsupported`: a kind this does not read. */
export type ZipFailure = Failure<'zip-unreadable'> & { readonly why: 'not-a-zip' | 'cut-off' | 'unsupported' };

const unreadable = (why: ZipFailure['why']) => fail<ZipFailure>({ kind: 'zip-unreadable', why });

const endMark = 0x06054b50;
const centralMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;

/** The files of a ZIP by path. */
export function readZip(bytes: Uint8Array): Result<ReadonlyMap<string, ZipEntry>, ZipFailure> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beginsAsZip = bytes.length >= 4 && view.getUint32(0, true) === localMark;
  const end = findEnd(view);
  if (end === null) return unreadable(beginsAsZip ? 'cut-off' : 'not-a-zip');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffff_ffff) return unreadable('unsupported');
  const entries = new Map<string, ZipEntry>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== centralMark) return unreadable('cut-off');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const entry = readEntry(bytes, view, at, nameLength as number);
    if (!entry.ok) return entry;
    if (entries.has(entry.value.path)) return unreadable('unsupported');
    entries.set(entry.value.path, entry.value);
    at += 46 + (nameLength as number) + (extraLength as number) + (commentLength as number);
  }
  return ok(entries);
}

function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= lowest; at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  return null;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number): Result<ZipEntry, ZipFailure> {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [packedSize, size, local] = [20, 24, 42].map((offset) => view.getUint32(at + offset, true)) as [
    number,
    number,
    number,
  ];
  const path = textOfUtf8(bytes.subarray(at + 46, at + 46 + nameLength));
  const isEncrypted = (flags & 1) !== 0;
  if (path === null || isEncrypted || (method !== 0 && method !== 8)) return unreadable('unsupported');
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== localMark) return unreadable('cut-off');
  const begins = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (begins + packedSize > view.byteLength) return unreadable('cut-off');
  const packed = bytes.subarray(begins, begins + packedSize);
  return ok({ path, size, packed, isDeflated: method === 8 });
}

/** Packed bytes inflated between two turns. */
const pieceSize = 64 * 1024;

/**
 * The bytes of a file piece by piece. Returns whether they are what the ZIP says; when not, or when the work was stopped,
 * what was handed over before is worth nothing.
 */
export async function* inflateEntry(entry: ZipEntry, pieces: Pieces): AsyncGenerator<Uint8Array, boolean> {
  const { packed, size, isDeflated } = entry;
  const ready: Uint8Array[] = [];
  let inflated = 0;
  let isWhole = !isDeflated;
  const gather = (bytes: Uint8Array, isLast = false) => {
    inflated += bytes.length;
    isWhole ||= isLast;
    ready.push(bytes);
  };
  const inflate = isDeflated ? new Inflate(gather) : null;
  for (let at = 0; at < packed.length; at += pieceSize) {
    const piece = packed.subarray(at, at + pieceSize);
    try {
      if (inflate === null) gather(piece);
      else inflate.push(piece, at + pieceSize >= packed.length);
    } catch {
      // fflate throws on what is no deflate stream
      return false;
    }
    if (inflated > size) return false;
    yield* ready.splice(0);
    await pieces.breathe();
    if (pieces.isStopped()) return false;
  }
  return isWhole && inflated === size;
}

/** Hands the bytes of a file over; answers whether they are what the ZIP says. */
export async function drainEntry(entry: ZipEntry, pieces: Pieces, take: (bytes: Uint8Array) => void): Promise<boolean> {
  const steps = inflateEntry(entry, pieces);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    take(step.value);
  }
}

/** All bytes of a file, or null when they are not what the ZIP says. */
export async function bytesOfEntry(entry: ZipEntry, pieces: Pieces): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  // A copy: fflate uses its window again.
  const isWhole = await drainEntry(entry, pieces, (bytes) => parts.push(bytes.slice()));
  return isWhole ? concat(...parts) : null;
}
