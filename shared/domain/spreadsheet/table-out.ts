/** A table that leaves as a file: the same for CSV and XLSX. Rules in SPEC.md beside it. */
import type { TlpLevel } from '../tlp.ts';

/** `day` is a plain date, `2026-11-23`; what is none stays text. */
export type ColumnKind = 'text' | 'number' | 'day';

export interface OutColumn {
  readonly heading: string;
  readonly kind: ColumnKind;
}

/** A text or a day, a number, or nothing. */
export type OutCell = string | number | null;

export interface OutTable {
  /** The name of the sheet. */
  readonly title: string;
  readonly columns: readonly OutColumn[];
  readonly rows: readonly (readonly OutCell[])[];
  readonly isRightToLeft: boolean;
  readonly marking: TlpLevel | null;
}

/** A column of texts. */
export const textColumn = (heading: string): OutColumn => ({ heading, kind: 'text' });
