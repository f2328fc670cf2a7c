/** Which row of a table names its columns: titles, marks and dates may stand above it. */
import type { FileTable, TableRow } from './read-table-file.ts';

/** Rows above the headings: a title, a mark, an empty line. */
const headerWithin = 15;

/** The place among the first rows with the most headings that `known` counts, of equals the first; null when no row has any. */
export function headerPlace(
  rows: readonly Pick<TableRow, 'cells'>[],
  known: (cells: readonly string[]) => number,
): number | null {
  const counts = rows.slice(0, headerWithin).map(({ cells }) => known(cells));
  const most = Math.max(0, ...counts);
  return most === 0 ? null : counts.indexOf(most);
}

export interface TableBody {
  /** The words over each column, or nothing; as many as there are columns. */
  readonly headings: readonly string[];
  /** Under the headings. */
  readonly rows: readonly TableRow[];
}

/**
 * A table cut at its headings; without any (null) all its rows are rows of the list. Columns are those with a heading, with
 * `unnamed` also those beyond the last of them; without headings all there are.
 */
export function bodyOf(
  { rows: all }: Pick<FileTable, 'rows'>,
  header: number | null,
  unnamed: 'unnamed' | 'named' = 'named',
): TableBody {
  const rows = header === null ? all : all.slice(header + 1);
  const named = header === null ? [] : (all[header]?.cells ?? []);
  const width = rows.slice(0, 200).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = named.length > 0 && unnamed === 'named' ? named.length : Math.max(width, named.length);
  return { headings: Array.from({ length: columns }, (_, place) => named[place] ?? ''), rows };
}
