/**
 * The records of a table: each once, by its id or by the place of an operation of it that both sides know ([OP6]). The ids
 * are UUIDv7 mostly: their times go as differences, their random bytes as they are.
 */
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import { dictionary, pick, readDeltas, readList, unsigned, writeDeltas } from './columns.ts';
import type { KnownPlaces } from './known-places.ts';
import type { Operation } from './operation.ts';
import type { TableReader, TableWriter } from './table-parts.ts';

/** A record as the table names it. */
export type RecordName = { readonly id: string; readonly type: number } | { readonly place: number };

export interface RecordColumn {
  readonly names: readonly RecordName[];
  /** Which of them each operation is of. */
  readonly column: readonly number[];
}

type Named = ReturnType<typeof dictionary>;

/** Names the records of operations; by place where the place's operation is surely of the same record and type. */
export function nameRecords(operations: readonly Operation[], types: Named, places: KnownPlaces): RecordColumn {
  const records = dictionary(operations, ({ record, type }) => `${record}${type}`);
  const superseded = new Map<number, number>();
  operations.forEach(({ supersedes }, at) => {
    const index = records.column[at] as number;
    for (const id of superseded.has(index) ? [] : supersedes) {
      const place = places.ofOperation(id);
      if (place !== undefined) superseded.set(index, place);
    }
  });
  const names = records.values.map((key, index): RecordName => {
    const [id, type] = [key.slice(0, 36), key.slice(36)];
    // What an operation supersedes is of its own record ([MG2]), or the check over the ids finds out.
    const place = superseded.get(index) ?? places.ofRecord(id);
    return place === undefined ? { id, type: types.indexOf(type) } : { place };
  });
  return { names, column: records.column };
}

/** Bytes of a UUIDv7 that hold its time. */
const timeBytes = 6;

export function writeRecords({ columns, raw }: TableWriter, { names, column }: RecordColumn): void {
  columns.varint(names.length);
  const placed = names.flatMap((name) => ('place' in name ? name.place : []));
  const own = names.flatMap((name) => ('place' in name ? [] : { ...name, bytes: bytesOfUuid(name.id) }));
  for (const name of names) columns.byte('place' in name ? 1 : 0);
  for (const { type } of own) columns.varint(type);
  writeDeltas(columns, placed, (place) => place);
  writeDeltas(columns, own, ({ bytes }) => timeIn(bytes));
  for (const { bytes } of own) raw.bytes(bytes.subarray(timeBytes));
  writeDeltas(columns, column, (index) => index);
}

/** Reads the records of `count` operations. Throws Unreadable. */
export function readRecords({ columns, raw }: TableReader, count: number): RecordColumn {
  const isPlaced = readList(columns, count, 'records', () => columns.byte() === 1);
  const placed = isPlaced.filter(Boolean).length;
  const types = Array.from({ length: isPlaced.length - placed }, () => columns.varint());
  const places = readDeltas(columns, placed).map(unsigned);
  const ids = readDeltas(columns, types.length).map((time) => uuidOfTime(unsigned(time), raw.bytes(16 - timeBytes)));
  let [nextPlace, nextId] = [0, 0];
  const names = isPlaced.map((placed): RecordName => {
    if (placed) return { place: places[nextPlace++] as number };
    return { id: ids[nextId] as string, type: types[nextId++] as number };
  });
  const column = readDeltas(columns, count);
  for (const index of column) pick(names, unsigned(index));
  return { names, column };
}

function timeIn(uuid: Uint8Array): number {
  return uuid.subarray(0, timeBytes).reduce((sum, byte) => sum * 256 + byte, 0);
}

function uuidOfTime(time: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let rest = time;
  for (let at = timeBytes - 1; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random, timeBytes);
  return uuidOfBytes(bytes);
}
