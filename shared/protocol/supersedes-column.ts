/**
 * What operations supersede: the operation that already names the record, another place, one of the same table by its
 * distance, or an id.
 */
import { fromHex, toHex } from '../base/bytes.ts';
import { Unreadable } from './byte-reader.ts';
import { unsigned } from './columns.ts';
import type { KnownPlaces } from './known-places.ts';
import { supersedesLimit } from './limits.ts';
import type { Operation } from './operation.ts';
import type { RecordColumn } from './record-column.ts';
import type { TableReader, TableWriter } from './table-parts.ts';

/** A superseded operation as the table names it: by id, by place, or by its index in the table. */
export type Superseded = { readonly id: string } | { readonly place: number } | { readonly index: number };

const [byId, byRecord, byPlace, byDistance] = [0, 1, 2, 2];

/** Writes what each operation supersedes; tells whether the table names any place, here or for its records. */
export function writeSupersedes(
  { columns, raw }: TableWriter,
  operations: readonly Operation[],
  records: RecordColumn,
  places: KnownPlaces,
): boolean {
  for (const { supersedes } of operations) columns.varint(supersedes.length);
  let usesPlaces = records.names.some((name) => 'place' in name);
  const indices = new Map<string, number>();
  operations.forEach((operation, at) => {
    const name = records.names[records.column[at] as number];
    const base = name !== undefined && 'place' in name ? name.place : null;
    for (const id of operation.supersedes) {
      const index = indices.get(id);
      const place = index === undefined ? places.ofOperation(id) : undefined;
      if (index !== undefined) columns.varint((byDistance as number) + at - index);
      else if (place === undefined) {
        columns.varint(byId as number);
        raw.bytes(fromHex(id));
      } else if (place === base) columns.varint(byRecord as number);
      else {
        columns.varint(byPlace as number);
        columns.signed(place - (base ?? 0));
        usesPlaces = true;
      }
    }
    indices.set(operation.id, at);
  });
  return usesPlaces;
}

/** Reads what each operation supersedes. Throws Unreadable. */
export function readSupersedes({ columns, raw }: TableReader, records: RecordColumn): Superseded[][] {
  const lengths = records.column.map(() => columns.count(supersedesLimit, 'superseded operations'));
  return lengths.map((length, at) => {
    const name = records.names[records.column[at] as number];
    const base = name !== undefined && 'place' in name ? name.place : null;
    return Array.from({ length }, (): Superseded => {
      const code = columns.varint();
      if (code === byId) return { id: toHex(raw.bytes(16)) };
      if (code === byPlace) return { place: unsigned((base ?? 0) + columns.signed()) };
      if (code > (byDistance as number)) return { index: backFrom(at, code - (byDistance as number)) };
      if (base === null) throw new Unreadable('supersedes what names no record');
      return { place: base };
    });
  });
}

function backFrom(at: number, distance: number): number {
  if (distance > at) throw new Unreadable('supersedes an operation that is not there');
  return at - distance;
}
