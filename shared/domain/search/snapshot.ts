/**
 * An index as bytes and back: what lies on the disk between two starts, sealed by whoever keeps it. Compact on purpose
 * (numbers of variable length, ids of sixteen bytes), since sealing and reading it is most of a cold start. A change of
 * the format, of the tokeniser or of what is ranked raises the edition; another edition is never read, only built anew.
 */
import type { PackedTerms } from './frozen-terms.ts';
import type { IndexParts } from './search-index.ts';

/** Raise it whenever the same texts would give other terms or other bytes. */
export const snapshotEdition = 1;

/** What the index stands for. */
export interface SnapshotHead {
  /** The life of the store whose positions are counted; another life, other positions. */
  readonly life: string;
  /** Everything up to this position of the store is in the index. */
  readonly position: number;
  /** Which record types were indexed, and where their hits lead: another list needs another index. */
  readonly recipe: string;
}

export interface Snapshot {
  readonly head: SnapshotHead;
  readonly parts: IndexParts;
}

const magic = [0x57, 0x50, 0x53, 0x49, snapshotEdition] as const;

export function encodeSnapshot({ head, parts: { tables, terms } }: Snapshot): Uint8Array {
  const out = new ByteList();
  for (const byte of magic) out.byte(byte);
  out.text(JSON.stringify({ ...head, types: tables.types, languages: tables.languages }));
  out.number(tables.ids.length);
  for (const id of tables.ids) out.id(id);
  out.numbers(tables.typeOf);
  out.numbers(tables.ownerOf);
  out.numbers(tables.recordOf);
  out.numbers(tables.languageOf);
  out.numbers(terms.letters);
  out.numbers(lengthsOf(terms.termAt));
  out.numbers(lengthsOf(terms.postingAt));
  out.bytes(terms.postings);
  return out.finish();
}

/** The snapshot, or null when the bytes are of another edition or are not whole. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot | null {
  try {
    return readSnapshot(bytes);
  } catch (error) {
    if (error instanceof NotWhole) return null;
    throw error;
  }
}

class NotWhole extends Error {
  override readonly name = 'NotWhole';
}

function readSnapshot(bytes: Uint8Array): Snapshot {
  const input = new ByteWalk(bytes);
  for (const byte of magic) if (input.byte() !== byte) throw new NotWhole();
  const { types, languages, ...head } = readHead(input.text());
  const ids = Array.from({ length: input.count() }, () => input.id());
  const tables = {
    ids,
    types,
    languages,
    typeOf: Uint32Array.from(input.numbers()),
    ownerOf: Uint32Array.from(input.numbers()),
    recordOf: Uint32Array.from(input.numbers()),
    languageOf: Uint32Array.from(input.numbers()),
  };
  const terms: PackedTerms = {
    letters: Uint16Array.from(input.numbers()),
    termAt: startsOf(input.numbers()),
    postingAt: startsOf(input.numbers()),
    postings: input.rest(),
  };
  const parts = { tables, terms };
  if (!fitsTogether(parts)) throw new NotWhole();
  return { head, parts };
}

type Head = SnapshotHead & { readonly types: readonly string[]; readonly languages: readonly string[] };

function readHead(text: string): Head {
  try {
    const read = JSON.parse(text) as Head;
    if (Array.isArray(read.types) && Array.isArray(read.languages) && Number.isSafeInteger(read.position)) return read;
  } catch {
    // falls through
  }
  throw new NotWhole();
}

function fitsTogether({ tables, terms }: IndexParts): boolean {
  const { ids, typeOf, ownerOf, recordOf, languageOf } = tables;
  const isBelow = (numbers: Uint32Array, end: number) => numbers.every((number) => number < end);
  return (
    typeOf.length === ids.length &&
    ownerOf.length === ids.length &&
    languageOf.length === recordOf.length &&
    terms.termAt.length === terms.postingAt.length &&
    terms.termAt.at(-1) === terms.letters.length &&
    terms.postingAt.at(-1) === terms.postings.length &&
    isBelow(typeOf, tables.types.length) &&
    isBelow(ownerOf, ids.length) &&
    isBelow(recordOf, ids.length) &&
    isBelow(languageOf, tables.languages.length)
  );
}

function lengthsOf(starts: Uint32Array): Uint32Array {
  return Uint32Array.from(
    { length: starts.length - 1 },
    (_, at) => (starts[at + 1] as number) - (starts[at] as number),
  );
}

function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at++) starts[at + 1] = (starts[at] as number) + (lengths[at] as number);
  return starts;
}

/** A random id as the whole project writes it: sixteen bytes in 36 letters. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

class ByteList {
  private array = new Uint8Array(1 << 16);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.array.length) this.grow(1);
    this.array[this.length++] = value;
  }

  number(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  numbers(values: ArrayLike<number>): void {
    this.number(values.length);
    for (let at = 0; at < values.length; at++) this.number(values[at] as number);
  }

  text(text: string): void {
    this.number(text.length);
    for (let at = 0; at < text.length; at++) this.number(text.charCodeAt(at));
  }

  id(id: string): void {
    if (!uuid.test(id)) {
      this.byte(0);
      this.text(id);
      return;
    }
    this.byte(1);
    const digits = id.replaceAll('-', '');
    for (let at = 0; at < 32; at += 2) this.byte(Number.parseInt(digits.slice(at, at + 2), 16));
  }

  bytes(bytes: Uint8Array): void {
    this.grow(bytes.length);
    this.array.set(bytes, this.length);
    this.length += bytes.length;
  }

  finish(): Uint8Array {
    return this.array.slice(0, this.length);
  }

  private grow(by: number): void {
    if (this.length + by <= this.array.length) return;
    const larger = new Uint8Array(Math.max(this.length + by, this.array.length * 2));
    larger.set(this.array);
    this.array = larger;
  }
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

class ByteWalk {
  private readonly array: Uint8Array;
  private at = 0;

  constructor(array: Uint8Array) {
    this.array = array;
  }

  byte(): number {
    const byte = this.array[this.at];
    if (byte === undefined) throw new NotWhole();
    this.at += 1;
    return byte;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; unit < 2 ** 53; unit *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
    throw new NotWhole();
  }

  /** How many follow; never more than there are bytes left. */
  count(): number {
    const count = this.number();
    if (count > this.array.length - this.at) throw new NotWhole();
    return count;
  }

  numbers(): number[] {
    const values = new Array<number>(this.count());
    for (let at = 0; at < values.length; at++) values[at] = this.number();
    return values;
  }

  text(): string {
    return this.numbers()
      .map((unit) => String.fromCharCode(unit))
      .join('');
  }

  id(): string {
    if (this.byte() === 0) return this.text();
    let id = '';
    for (let at = 0; at < 16; at++) {
      if (at === 4 || at === 6 || at === 8 || at === 10) id += '-';
      id += hex[this.byte()];
    }
    return id;
  }

  rest(): Uint8Array {
    const rest = this.array.slice(this.at);
    this.at = this.array.length;
    return rest;
  }
}
