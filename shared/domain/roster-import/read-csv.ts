/** Reads comma-separated values (RFC 4180) and their relatives, forgivingly: what is ragged is said, never dropped. */

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface CsvRow {
  /** The line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote was opened and never closed: the row runs to the end of the file. */
  readonly isUnclosed: boolean;
}

export interface CsvTable {
  readonly delimiter: Delimiter;
  /** Every row with anything in it, the header among them. */
  readonly rows: readonly CsvRow[];
}

/** Reads a text, with the delimiter given or the one that cuts its first rows most evenly. */
export function readCsv(text: string, delimiter: Delimiter = likelyDelimiter(text)): CsvTable {
  return { delimiter, rows: [...rowsOf(text, delimiter)].filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

function likelyDelimiter(text: string): Delimiter {
  // Excel says it in a first line of its own.
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const declared = delimiters.find((each) => each === said);
  if (declared !== undefined) return declared;
  const start = text.slice(0, 20_000);
  const scored = delimiters.map((delimiter) => ({ delimiter, score: evenness(start, delimiter) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

/**
 * The most that any width is worth: the share of rows that have so many cells, times that number, up to 12; a single column is worth
 * nothing. A title over the headings is a row of one cell.
 */
function evenness(text: string, delimiter: Delimiter): number {
  const widths: number[] = [];
  for (const { cells } of rowsOf(text, delimiter)) {
    if (cells.some((cell) => cell !== '')) widths.push(cells.length);
    if (widths.length === 20) break;
  }
  const worth = (width: number) =>
    width < 2 ? 0 : (widths.filter((each) => each === width).length / widths.length) * Math.min(width, 12);
  return Math.max(0, ...new Set(widths.map(worth)));
}

function* rowsOf(text: string, delimiter: Delimiter): Generator<CsvRow> {
  let at = /^sep=.\r?\n/i.exec(text)?.[0].length ?? 0;
  let line = at === 0 ? 1 : 2;
  while (at < text.length) {
    const cells: string[] = [];
    const begins = line;
    let isUnclosed = false;
    for (;;) {
      const cell = readCell(text, at, delimiter);
      cells.push(cell.value);
      isUnclosed ||= cell.isUnclosed;
      line += cell.breaks;
      at = cell.end;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    yield { line: begins, cells, isUnclosed };
  }
}

interface Cell {
  readonly value: string;
  /** Place of the delimiter or line end after it, or the end of the text. */
  readonly end: number;
  /** Line breaks inside it. */
  readonly breaks: number;
  readonly isUnclosed: boolean;
}

function readCell(text: string, from: number, delimiter: Delimiter): Cell {
  if (text[from] === '"') return readQuoted(text, from + 1, delimiter);
  const end = endOfPlain(text, from, delimiter);
  return { value: text.slice(from, end).trim(), end, breaks: 0, isUnclosed: false };
}

function readQuoted(text: string, from: number, delimiter: Delimiter): Cell {
  let value = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      const rest = value + text.slice(at);
      return { value: rest.trim(), end: text.length, breaks: breaksIn(rest), isUnclosed: true };
    }
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      // Letters after the closing quote are against the rule and kept.
      const end = endOfPlain(text, quote + 1, delimiter);
      const tail = text.slice(quote + 1, end).trim();
      return { value: (value + tail).trim(), end, breaks: breaksIn(value), isUnclosed: false };
    }
    value += '"';
    at = quote + 2;
  }
}

function endOfPlain(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

const breaksIn = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;
