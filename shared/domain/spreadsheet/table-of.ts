/** A table from rows of any kind: each column says what it is called and what stands in it. */
import type { ColumnKind, OutCell, OutTable } from './table-out.ts';

export interface ColumnOf<Row> {
  readonly heading: string;
  /** Text unless told. */
  readonly kind?: ColumnKind;
  /** Undefined and an empty text are cells without anything. */
  cell(row: Row): OutCell | undefined;
}

/** Columns and rows, in the order in which they are given. */
export function tableOf<Row>(
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
): Pick<OutTable, 'columns' | 'rows'> {
  return {
    columns: columns.map(({ heading, kind = 'text' }) => ({ heading, kind })),
    rows: rows.map((row) =>
      columns.map(({ cell }) => {
        const value = cell(row) ?? null;
        return value === '' ? null : value;
      }),
    ),
  };
}
