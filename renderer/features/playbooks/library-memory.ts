/**
 * What the library worked out when it was last shown: coming back to it costs nothing, and a change costs what changed.
 * Holds one language and one order, those on the screen.
 */
import { dayHere } from '../../../shared/base/plain-date.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { Formatters } from '../../i18n/format.ts';
import { libraryRows, nearlySorted, roughlySorted, type SortKey, sortRows } from './library-model.ts';
import type { LibraryRow } from './library-row.ts';

/** Rows say whether a date has passed: they are looked at again after so long, in milliseconds. */
const lookAgain = 60_000;

let shown = {
  language: '',
  rowOf: libraryRows(''),
  entries: null as readonly CatalogueEntry[] | null,
  rows: [] as readonly LibraryRow[],
  at: 0,
};

/** The rows of these entries; the same array as long as nothing changed. */
export function rowsOf(entries: readonly CatalogueEntry[], language: string, now: number): readonly LibraryRow[] {
  if (shown.entries === entries && shown.language === language && now - shown.at < lookAgain) return shown.rows;
  const rowOf = shown.language === language ? shown.rowOf : libraryRows(language);
  const today = dayHere(now);
  const rows = entries.map((entry) => rowOf(entry, now, today));
  shown = { language, rowOf, entries, rows, at: now };
  return rows;
}

let sorted = {
  rows: [] as readonly LibraryRow[],
  key: 'title' as SortKey,
  format: null as Formatters | null,
  result: [] as readonly LibraryRow[],
};

/** The rows in order. */
export function sortedRows(rows: readonly LibraryRow[], key: SortKey, format: Formatters): readonly LibraryRow[] {
  if (sorted.rows === rows && sorted.key === key && sorted.format === format) return sorted.result;
  const before = sorted.result.length === 0 ? roughlySorted(rows) : nearlySorted(rows, sorted.result);
  const result = sortRows(before, key, format.compare);
  sorted = { rows, key, format, result };
  return result;
}
