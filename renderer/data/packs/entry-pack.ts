/**
 * Many catalogue entries of one scope and type as the bytes of one row. They are deflated: Chromium reads a database as fast
 * as it has bytes, and keeps a value of more than 64 KiB in a file of its own, which waits behind every other such file.
 */
import { utf8 } from '../../../shared/base/bytes.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { packContent, unpackContent } from '../../../shared/protocol/packed-content.ts';
import { Names } from './names.ts';
import { parseJson } from './seal.ts';

/** Id, parent, 1 when deleted, conflicts, languages behind or 0, change, then the number of the keys and their values. */
type Row = readonly (Json | readonly string[])[];
const firstValue = 7;

interface Written {
  readonly scope: string;
  readonly type: string;
  readonly parents: readonly string[];
  /** Which values an entry has: most entries of a type have the same. */
  readonly shapes: readonly string[];
  readonly changedAt: number;
  readonly rows: readonly Row[];
}

/** Packs entries of one scope and type. */
export function packEntries(entries: readonly CatalogueEntry[]): Uint8Array {
  return packContent(writeEntries(entries));
}

/** The same before it is deflated: {@link unpackEntries} reads both. */
export function writeEntries(entries: readonly CatalogueEntry[]): Uint8Array {
  const [parents, shapes] = [new Names(), new Names()];
  const { scope = '', type = '', changedAt: base = 0 } = entries[0] ?? {};
  const rows = entries.map((entry): Row => {
    const { id, parent, values, deleted, conflicts, behind, changedAt } = entry;
    const keys = Object.keys(values);
    const shape = shapes.of(JSON.stringify(keys));
    const late = behind.length === 0 ? 0 : behind;
    return [
      id,
      parents.of(parent),
      deleted ? 1 : 0,
      conflicts,
      late,
      changedAt - base,
      shape,
      ...keys.map((key) => values[key] as Json),
    ];
  });
  const written = { scope, type, parents: parents.list, shapes: shapes.list, changedAt: base, rows } satisfies Written;
  return utf8(JSON.stringify(written));
}

/** With this a list begins that was written before lists were deflated. */
const brace = 0x7b;

/** The entries as the text that they are. Throws for what is no such pack. */
export function inflateEntries(bytes: Uint8Array): Uint8Array {
  return bytes[0] === brace ? bytes : unpackContent(bytes);
}

/** The entries again. Throws for what is no such pack. */
export function unpackEntries(bytes: Uint8Array): CatalogueEntry[] {
  const { scope, type, parents, shapes, changedAt, rows } = parseJson(inflateEntries(bytes)) as Written;
  const keys = shapes.map((shape) => JSON.parse(shape) as string[]);
  return rows.map((row) => {
    const names = keys[row[firstValue - 1] as number] as string[];
    return {
      id: row[0] as string,
      scope,
      type,
      parent: parents[row[1] as number] as string,
      values: valuesOf(row, names),
      deleted: row[2] === 1,
      conflicts: row[3] as number,
      behind: row[4] === 0 ? [] : (row[4] as readonly string[]),
      changedAt: (row[5] as number) + changedAt,
    };
  });
}

/** One after the other: entries of a shape share one form in memory, which ten thousands of them are read and sorted by. */
function valuesOf(row: Row, names: readonly string[]): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (let at = 0; at < names.length; at += 1) values[names[at] as string] = row[firstValue + at] as Json;
  return values;
}
