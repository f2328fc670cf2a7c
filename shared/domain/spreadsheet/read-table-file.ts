/** The tables of a file that somebody picked: of a workbook, or of a text with delimiters. One reader for every import. */
import type { Json } from '../../base/json.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { type DecodedText, decodeText, type Encoding } from '../roster-import/decode-text.ts';
import { readCsv } from '../roster-import/read-csv.ts';
import { readScenario } from './read-scenario.ts';
import { readXlsx, type XlsxFailure } from './read-xlsx.ts';

export interface TableRow {
  /** The row's number in the workbook, or the line of the text on which it begins; from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote was opened and never closed: the row runs to the end of the text. */
  readonly isUnclosed?: boolean;
}

/** All of a text, or a sheet of a workbook: rows with anything in them. */
export interface FileTable {
  readonly name: string;
  readonly rows: readonly TableRow[];
  /** Cells that took the words of a merged cell above them. */
  readonly merged: number;
}

export interface TableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** At least one. */
  readonly tables: readonly FileTable[];
  /** How the text was read; null for a workbook, which says it itself. */
  readonly decoded: DecodedText | null;
}

/** `old-workbook`: of before 2007; `not-xlsx`: no workbook and no text. */
export type TableProblem = XlsxFailure['why'] | 'old-workbook' | 'no-rows';
export type TableUnreadable = Failure<'table-unreadable'> & { readonly why: TableProblem };

const unreadable = (why: TableProblem) => fail<TableUnreadable>({ kind: 'table-unreadable', why });

/** Reads a file. What it is its first bytes say, whatever it is called; `encoding` is what a person said of a text. */
export function readTableFile(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  encoding?: Encoding,
): Result<TableFile, TableUnreadable> {
  // The host gives files over the limit without their bytes.
  if (bytes.length === 0) return unreadable('too-large');
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return unreadable('old-workbook');
  if (beginsWith(bytes, [0x50, 0x4b]) || /\.xlsx$/i.test(name)) {
    const read = readXlsx(bytes);
    if (!read.ok) return unreadable(read.failure.why);
    return read.value.length === 0 ? unreadable('no-rows') : ok({ name, bytes, tables: read.value, decoded: null });
  }
  const decoded = decodeText(bytes, encoding);
  if (encoding === undefined && isNoText(decoded.text)) return unreadable('not-xlsx');
  const json = jsonIn(decoded.text);
  if (json !== undefined) {
    const table = readScenario(json);
    // Its lines would be rows of broken cells.
    if (table === null) return unreadable('not-xlsx');
    return table.rows.length === 1 ? unreadable('no-rows') : ok({ name, bytes, tables: [table], decoded: null });
  }
  const { rows } = readCsv(decoded.text);
  return rows.length === 0 ? unreadable('no-rows') : ok({ name, bytes, tables: [{ name, rows, merged: 0 }], decoded });
}

const beginsWith = (bytes: Uint8Array, marks: readonly number[]) => marks.every((mark, at) => bytes[at] === mark);

/** What a text holds that is JSON; undefined for every other one. */
function jsonIn(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A text has tabs and line ends, and next to no other controls: a picture or a PDF is full of them. */
function isNoText(text: string): boolean {
  const start = text.slice(0, 4_000);
  let controls = 0;
  for (let at = 0; at < start.length; at++) {
    const code = start.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) controls += 1;
  }
  return controls > start.length / 100;
}
