/** What columns of every layout are made of: dictionaries, differences, lists that cannot outgrow what uses them. */
import { utf8 } from '../base/bytes.ts';
import { type ByteReader, Unreadable } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { lamportLimit } from './limits.ts';

/** Bytes of a kind, type or field name. */
export const nameLimit = 1_000;

/** The different names of some items, in the order of their first use, and which of them each item has. */
export function dictionary<T>(items: readonly T[], key: (item: T) => string) {
  const indices = new Map<string, number>();
  const column = items.map((item) => {
    const name = key(item);
    const known = indices.get(name);
    if (known !== undefined) return known;
    indices.set(name, indices.size);
    return indices.size - 1;
  });
  return { values: [...indices.keys()], column, indexOf: (name: string) => indices.get(name) as number };
}

/** Writes numbers as differences from the one before. */
export function writeDeltas<T>(writer: ByteWriter, items: readonly T[], value: (item: T) => number): void {
  let before = 0;
  for (const item of items) {
    writer.signed(value(item) - before);
    before = value(item);
  }
}

export function readDeltas(reader: ByteReader, count: number): number[] {
  let before = 0;
  return Array.from({ length: count }, () => {
    before += reader.signed();
    if (!Number.isSafeInteger(before)) throw new Unreadable('number too large');
    return before;
  });
}

export function writeText(writer: ByteWriter, text: string): void {
  const bytes = utf8(text);
  writer.varint(bytes.length);
  writer.bytes(bytes);
}

export function readNames(reader: ByteReader, limit: number): string[] {
  return readList(reader, limit, 'names', () => reader.text(nameLimit));
}

/** A list with its length before it; never longer than the operations that could use it. */
export function readList<T>(reader: ByteReader, limit: number, what: string, read: () => T): T[] {
  return Array.from({ length: reader.count(limit, what) }, read);
}

/** The member at an index that was read. Throws Unreadable. */
export function pick<T>(values: readonly T[], index: number): T {
  if (index >= values.length) throw new Unreadable('points outside its dictionary');
  return values[index] as T;
}

/** Throws {@link Unreadable} for what no author reaches. */
export function lamport(value: number): number {
  if (value > lamportLimit) throw new Unreadable('logical time too large');
  return unsigned(value);
}

export function unsigned(value: number): number {
  if (value < 0) throw new Unreadable('negative number');
  return value;
}
