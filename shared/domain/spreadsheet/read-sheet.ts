/** The cells of one table of a workbook, as rows of texts. */
import { textOfEscaped } from './escaped-text.ts';
import { type DateStyle, serialText } from './serial-dates.ts';
import type { WalkPart } from './walk-part.ts';

export interface SheetRow {
  /** The row's number in the table, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SheetTable {
  /** Rows with anything in them. */
  readonly rows: readonly SheetRow[];
  /** Cells that took the words of a merged cell above them. */
  readonly merged: number;
}

export interface SheetContext {
  readonly strings: readonly string[];
  readonly isDate: DateStyle;
  readonly is1904: boolean;
}

/** More than any event list or roster; a table over it is refused. */
const rowLimit = 20_000;
const columnLimit = 256;
const cellLimit = 200_000;

interface Open {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  words: string;
}

/** Reads a table, or says that it is too large. */
export function readSheet(walk: WalkPart, context: SheetContext): SheetTable | 'too-large' {
  const rows = new Map<number, string[]>();
  const merges: string[] = [];
  let line = 0;
  let column = -1;
  let cells = 0;
  let cell: Open | null = null;
  let isWords = false;
  let isTooLarge = false;
  walk({
    open: (name, { r = '', t = 'n', s = '0', ref = '' }) => {
      if (name === 'row') {
        line = Number(r) || line + 1;
        column = -1;
      }
      if (name === 'c') {
        column = placeOf(r)?.column ?? column + 1;
        cell = { column, type: t, style: Number(s), words: '' };
      }
      if (name === 'v' || name === 't') isWords = cell !== null;
      if (name === 'mergeCell') merges.push(ref);
    },
    close: (name) => {
      if (name === 'v' || name === 't') isWords = false;
      if (name !== 'c' || cell === null) return;
      const text = textOf(cell, context);
      if (text !== '') {
        cells += 1;
        isTooLarge ||= cells > cellLimit || line > rowLimit || cell.column >= columnLimit;
        if (!isTooLarge) put(rows, line, cell.column, text);
      }
      cell = null;
    },
    text: (words) => {
      if (isWords && cell !== null) cell.words += words;
    },
  });
  if (isTooLarge) return 'too-large';
  const merged = spread(rows, merges);
  const listed = [...rows].sort(([a], [b]) => a - b).map(([at, texts]) => ({ line: at, cells: evenly(texts) }));
  return { rows: listed, merged };
}

function put(rows: Map<number, string[]>, line: number, column: number, text: string): void {
  const row = rows.get(line) ?? [];
  row[column] = text;
  rows.set(line, row);
}

const evenly = (texts: readonly string[]) => Array.from(texts, (text) => text ?? '');

function textOf({ type, style, words }: Open, { strings, isDate, is1904 }: SheetContext): string {
  if (type === 's') return textOfEscaped(strings[Number(words)] ?? '').trim();
  if (type !== 'n') return textOfEscaped(words).trim();
  const shape = words === '' ? null : isDate(style);
  return (shape === null ? null : serialText(Number(words), shape, is1904)) ?? words.trim();
}

/** The words of a merged cell in each of its rows that holds anything, in its first column: a heading over many rows is none of a row's own. */
function spread(rows: Map<number, string[]>, merges: readonly string[]): number {
  let merged = 0;
  const lines = [...rows.keys()];
  for (const ref of merges) {
    const [from, to] = ref.split(':').map(placeOf);
    if (from == null || to == null) continue;
    const words = rows.get(from.line)?.[from.column];
    if (words === undefined) continue;
    for (const line of lines) {
      const row = rows.get(line) as string[];
      if (line <= from.line || line > to.line || row[from.column] !== undefined) continue;
      row[from.column] = words;
      merged += 1;
    }
  }
  return merged;
}

/** `AB12` as numbers. */
function placeOf(reference: string | undefined): { readonly line: number; readonly column: number } | null {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference ?? '');
  if (found === null) return null;
  const column = [...(found[1] as string)].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { line: Number(found[2]), column };
}
