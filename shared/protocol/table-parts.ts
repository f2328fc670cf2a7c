/**
 * The three parts of a table of operations, kept apart because they pack differently: columns of small numbers and
 * names, raw bytes that nothing packs (ids), and the bodies.
 */
import { deflateSync } from 'fflate';
import { concat, utf8 } from '../base/bytes.ts';
import { type ByteReader, createByteReader, NoRoom, Unreadable } from './byte-reader.ts';
import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { contentLimit } from './limits.ts';
import { inflate } from './packed-content.ts';
import { shippedDictionary } from './shipped-dictionary.ts';

export interface TableWriter {
  readonly columns: ByteWriter;
  readonly raw: ByteWriter;
  readonly bodies: ByteWriter;
}

export type TableReader = Readonly<Record<keyof TableWriter, ByteReader>>;

export function createTableWriter(operations: number): TableWriter {
  const [columns, raw] = [createByteWriter(256 + operations * 16), createByteWriter(128 + operations * 8)];
  return { columns, raw, bodies: createByteWriter(256 + operations * 48) };
}

export interface FinishedParts {
  /** What the parts hold, unpacked and each after its length: what a hash is over. */
  readonly content: Uint8Array;
  readonly packed: Uint8Array;
}

const [plain, deflated] = [0, 1];
/** Which of the parts is the raw bytes. */
const rawPart = 1;
const dictionary = utf8(shippedDictionary);

/** The parts of a table, each packed where that pays. */
export function finishParts({ columns, raw, bodies }: TableWriter): FinishedParts {
  const parts = [columns.finish(), raw.finish(), bodies.finish()] as const;
  return { content: contentOf(parts), packed: packParts(parts) };
}

/** The parts one after the other, each with how it is packed, its length and its packed length. */
function packParts(parts: readonly Uint8Array[]): Uint8Array {
  const packed = createByteWriter(64);
  parts.forEach((part, at) => {
    // Ids are random: deflating them costs time and wins nothing.
    const small = at === rawPart ? part : deflateSync(part, { level: 6, dictionary });
    const pays = small.length < part.length;
    packed.byte(pays ? deflated : plain);
    packed.varint(part.length);
    if (pays) packed.varint(small.length);
    packed.bytes(pays ? small : part);
  });
  return packed.finish();
}

/** The same parts, none of them packed: for who packs more than one table together ([SY23]). Throws {@link Unreadable}. */
export function unpackParts(packed: Uint8Array): Uint8Array {
  const plainParts = createByteWriter(packed.length * 2);
  for (const { length, unpack } of partsIn(packed)) {
    plainParts.byte(plain);
    plainParts.varint(length);
    plainParts.bytes(unpack());
  }
  return plainParts.finish();
}

/** Parts that {@link unpackParts} unpacked, as they were. Throws {@link Unreadable}. */
export function repackParts(packed: Uint8Array): Uint8Array {
  return packParts(partsIn(packed).map(({ unpack }) => unpack()));
}

/** Bytes of the parts by what they say, none of them unpacked. Throws {@link Unreadable}. */
export function unpackedLength(packed: Uint8Array): number {
  return partsIn(packed).reduce((sum, { length }) => sum + length, 0);
}

function partsIn(packed: Uint8Array): Part[] {
  const reader = createByteReader(packed);
  const parts = [0, 1, 2].map(() => readPart(reader, contentLimit));
  reader.end();
  return parts;
}

export interface OpenedParts {
  readonly content: Uint8Array;
  readonly reader: TableReader;
}

/** The parts again, of at most `limit` bytes together. Throws {@link Unreadable}. */
export function openParts(packed: Uint8Array, limit = contentLimit): OpenedParts {
  const reader = createByteReader(packed);
  let [room, given] = [contentLimit, limit];
  const part = (): Uint8Array => {
    const { length, unpack } = readPart(reader, room);
    room -= length;
    given -= length;
    if (given < 0) throw new NoRoom('more content than there is room for');
    return unpack();
  };
  const parts = [part(), part(), part()] as const;
  reader.end();
  const [columns, raw, bodies] = parts;
  return {
    content: contentOf(parts),
    reader: { columns: createByteReader(columns), raw: createByteReader(raw), bodies: createByteReader(bodies) },
  };
}

/** The raw part alone: the others are passed over, packed as they are. Throws {@link Unreadable}. */
export function openRaw(packed: Uint8Array): ByteReader {
  const reader = createByteReader(packed);
  readPart(reader, contentLimit);
  return createByteReader(readPart(reader, contentLimit).unpack());
}

interface Part {
  readonly length: number;
  readonly unpack: () => Uint8Array;
}

/** The next part of at most `room` bytes, not unpacked yet. */
function readPart(reader: ByteReader, room: number): Part {
  const method = reader.byte();
  const length = reader.count(room, 'bytes of content');
  if (method !== plain && method !== deflated) throw new Unreadable('packed in an unknown way');
  const bytes = method === plain ? reader.bytes(length) : reader.block(contentLimit);
  return {
    length,
    unpack: () => (method === plain ? bytes : inflate(bytes, length, dictionary)),
  };
}

/** Throws when something was not read. */
export function endParts({ columns, raw, bodies }: TableReader): void {
  for (const reader of [columns, raw, bodies]) reader.end();
}

function contentOf(parts: readonly Uint8Array[]): Uint8Array {
  const lengths = createByteWriter(16);
  for (const part of parts) lengths.varint(part.length);
  return concat(lengths.finish(), ...parts);
}
