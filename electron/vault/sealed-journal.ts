/**
 * The journal's files, sealed. Whoever reads and writes them sees the bytes of the journal at the places where they always were;
 * on the disk each append is one record:
 *
 *     0 'WPJ' | 3 version | 4 start in this file (8) | 12 length (4) | 16 sealed bytes (sealed-blob.ts)
 *
 * A record is sealed for the file and the start that it has, so that records cannot change places. One that does not open reads
 * as zeros, which the journal takes for the damage that it is; a last one that is not whole was never acknowledged and goes
 * with the next append.
 */
import { ok, type Result } from '../../shared/base/result.ts';
import type { JournalFailure } from '../../shared/sync/ports.ts';
import { type JournalFiles, startOfSegment } from '../../shared/sync/segment-journal.ts';
import { sealedOverhead } from '../../shared/vault/sealed-blob.ts';
import type { JournalFolder } from '../journal-folder.ts';
import type { FileSeal } from './file-seal.ts';

const magic = Buffer.from([0x57, 0x50, 0x4a, 1]);
const headSize = 16;
/** More than any append; a length beyond it is damage. */
const largestRecord = 256 * 1024 * 1024;

interface JournalRecord {
  /** Where its bytes stand among those of the file, and how many they are. */
  readonly start: number;
  readonly length: number;
  /** Where it begins on the disk. */
  readonly at: number;
}

/** What lies where in a file. */
interface Walk {
  readonly records: JournalRecord[];
  /** Bytes of the journal in it. */
  size: number;
  /** Bytes on the disk up to the end of its last record; more may stand behind. */
  end: number;
  isTorn: boolean;
}

export function sealJournalFiles(folder: JournalFolder, seal: FileSeal): JournalFiles {
  // The file that is appended to, and the one that is read.
  const walks = new Map<string, Walk>();
  const walkFile = async (name: string): Promise<Walk> => {
    const file = (await folder.list()).find((each) => each.name === name);
    return walkThrough(file === undefined ? new Uint8Array() : await folder.read(name, 0, file.size), name, seal);
  };
  const walkOf = async (name: string): Promise<Walk> => {
    const known = walks.get(name) ?? (await walkFile(name));
    walks.delete(name);
    walks.set(name, known);
    const [oldest] = walks.keys();
    if (walks.size > 2 && oldest !== undefined) walks.delete(oldest);
    return known;
  };
  const read = async (name: string, from: number, length: number): Promise<Uint8Array> => {
    const { records } = await walkOf(name);
    const bytes = new Uint8Array(length);
    for (const record of overlapping(records, from, from + length)) {
      const stored = await folder.read(name, record.at, headSize + sealedOverhead + record.length);
      const opened = openRecord(stored, name, record, seal);
      if (opened === null) continue;
      const skip = Math.max(0, from - record.start);
      const piece = opened.subarray(skip, Math.min(record.length, from + length - record.start));
      bytes.set(piece, record.start + skip - from);
    }
    return bytes;
  };
  const write = async (name: string, bytes: Uint8Array): Promise<Result<null, JournalFailure>> => {
    walks.delete(name);
    return folder.replace(name, sealRecord({ start: 0, bytes }, name, seal));
  };
  return {
    async list() {
      const names = (await folder.list()).map(({ name }) => name).filter((name) => startOfSegment(name) !== null);
      const sorted = names.sort();
      return Promise.all(
        sorted.map(async (name, at) => {
          const next = sorted[at + 1];
          // Every file but the last one ends where the next begins; what it lacks reads as zeros.
          if (next === undefined) return { name, size: (await walkOf(name)).size };
          return { name, size: (startOfSegment(next) ?? 0) - (startOfSegment(name) ?? 0) };
        }),
      );
    },
    read,
    async append(name, bytes) {
      const walk = await walkOf(name);
      if (walk.isTorn) {
        const cut = await folder.truncate(name, walk.end);
        if (!cut.ok) return cut;
        walk.isTorn = false;
      }
      const record = sealRecord({ start: walk.size, bytes }, name, seal);
      const appended = await folder.append(name, record);
      if (!appended.ok) {
        // How much of it stands there is not known: the file is walked anew.
        walks.delete(name);
        return appended;
      }
      walk.records.push({ start: walk.size, length: bytes.length, at: walk.end });
      walk.size += bytes.length;
      walk.end += record.length;
      return ok(null);
    },
    async overwrite(name, parts) {
      const { size } = await walkOf(name);
      const whole = await read(name, 0, size);
      for (const part of parts) whole.set(part.bytes, part.at);
      return write(name, whole);
    },
    async truncate(name, size) {
      const walk = await walkOf(name);
      const first = walk.records.find((record) => record.start + record.length > size);
      if (first !== undefined && first.start < size) return write(name, await read(name, 0, size));
      walks.delete(name);
      return folder.truncate(name, first?.at ?? walk.end);
    },
  };
}

function sealRecord(
  { start, bytes }: { readonly start: number; readonly bytes: Uint8Array },
  name: string,
  seal: FileSeal,
) {
  const head = Buffer.alloc(headSize);
  magic.copy(head);
  head.writeBigUInt64BE(BigInt(start), 4);
  head.writeUInt32BE(bytes.length, 12);
  return Buffer.concat([head, seal.seal(bytes, placeOf(name, start))]);
}

/** The bytes of a record; null when it does not open. */
function openRecord(stored: Uint8Array, name: string, { start, length }: JournalRecord, seal: FileSeal) {
  try {
    const opened = seal.open(stored.subarray(headSize, headSize + sealedOverhead + length), placeOf(name, start));
    return opened.length === length ? opened : null;
  } catch {
    return null;
  }
}

const placeOf = (name: string, start: number) => `journal ${name} ${start}`;

/** Follows the heads of the records. Behind damage only a record that opens is believed: one may seem to stand in another. */
function walkThrough(stored: Uint8Array, name: string, seal: FileSeal): Walk {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length);
  const walk: Walk = { records: [], size: 0, end: 0, isTorn: false };
  const opens = (record: JournalRecord) => openRecord(bytes.subarray(record.at), name, record, seal) !== null;
  for (;;) {
    let found = headAt(bytes, walk.end);
    if (found?.start !== walk.size) {
      const last = walk.records.at(-1);
      const isWhole = last === undefined || opens(last);
      // What a damaged head says of its length is worth nothing: look from behind its beginning.
      if (!isWhole) endAt(walk, walk.records.pop() as JournalRecord);
      found = findRecord(
        bytes,
        isWhole ? walk.end : walk.end + 1,
        (record) => record.start >= walk.size && opens(record),
      );
    }
    if (found === null) break;
    walk.records.push(found);
    endAt(walk, { start: found.start + found.length, at: found.at + headSize + sealedOverhead + found.length });
  }
  walk.isTorn = walk.end < bytes.length;
  return walk;
}

function endAt(walk: Walk, { start, at }: Pick<JournalRecord, 'start' | 'at'>): void {
  walk.size = start;
  walk.end = at;
}

function findRecord(bytes: Buffer, from: number, isOne: (record: JournalRecord) => boolean): JournalRecord | null {
  for (let at = bytes.indexOf(magic, from); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    const record = headAt(bytes, at);
    if (record !== null && isOne(record)) return record;
  }
  return null;
}

function headAt(bytes: Buffer, at: number): JournalRecord | null {
  if (at + headSize > bytes.length || !bytes.subarray(at, at + magic.length).equals(magic)) return null;
  const start = Number(bytes.readBigUInt64BE(at + 4));
  const length = bytes.readUInt32BE(at + 12);
  const end = at + headSize + sealedOverhead + length;
  return length === 0 || length > largestRecord || end > bytes.length ? null : { start, length, at };
}

/** The records that hold something of a range, found by halving: a long file has thousands. */
function overlapping(records: readonly JournalRecord[], from: number, to: number): readonly JournalRecord[] {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start, length } = records[middle] as JournalRecord;
    if (start + length <= from) low = middle + 1;
    else high = middle;
  }
  const rest = records.slice(low);
  const end = rest.findIndex(({ start }) => start >= to);
  return end < 0 ? rest : rest.slice(0, end);
}
