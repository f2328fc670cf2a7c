/** Writes comma-separated values (RFC 4180) that a spreadsheet may open without running anything that is in them. */

/** Excel takes a file without it for the alphabet of the machine. */
export const byteOrderMark = '\ufeff';

export type CsvCell = string | number | boolean | null;

/** One row with its line end. */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/**
 * Spreadsheets take a text that begins so for a formula (OWASP, CSV injection): ASCII, full width, and what they skip
 * before one. An apostrophe in front makes it a text again; a reader of the file may take one off.
 */
const formulaStart = /^[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff']*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/u;

/** A text as a cell holds it before quoting. */
export function safeText(text: string): string {
  return formulaStart.test(text) || text.startsWith('\t') || text.startsWith('\r') ? `'${text}` : text;
}

/** What {@link safeText} was given: for programs that read the file. */
export function textOfSafe(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = safeText(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
