/** The rows of the grid: units of one record in one language, narrowed by state, and the way through them. Pure. */
import type { RecordId } from '../../../shared/base/ids.ts';
import {
  type Translation,
  type TranslationState,
  translationOf,
} from '../../../shared/domain/translation/translation-unit.ts';
import type { NumberedUnit, TranslatedRecord } from './translated-record.ts';

export interface GridRow {
  /** Names the unit in addresses: record and field. */
  readonly key: string;
  readonly number: number;
  readonly place: NumberedUnit;
  readonly translation: Translation;
}

/** `null` shows everything. */
export type GridFilter = Extract<TranslationState, 'outdated' | 'initial' | 'translated'> | null;

/** Every unit that is to be translated into the language, numbered from 1. */
export function gridRows({ units }: TranslatedRecord, lang: string): GridRow[] {
  return units
    .filter(({ unit }) => unit.lang !== lang)
    .map((place, at) => ({
      key: unitKey(place.view.id, place.unit.field),
      number: at + 1,
      place,
      translation: translationOf(place.view, place.unit, lang),
    }));
}

export function unitKey(record: RecordId, field: string): string {
  return `${record}.${field}`;
}

/** The rows that a filter shows; the one that is being worked on stays, whatever becomes of it. */
export function shownRows(rows: readonly GridRow[], filter: GridFilter, current: string | null): GridRow[] {
  return rows.filter(({ key, translation }) => filter === null || translation.state === filter || key === current);
}

/** Steps from a row to another that `fits`, round the end once; null when there is none but itself. */
export function rowFrom(
  rows: readonly GridRow[],
  current: string | null,
  step: 1 | -1,
  fits: (row: GridRow) => boolean = () => true,
): GridRow | null {
  const at = rows.findIndex(({ key }) => key === current);
  const start = at < 0 && step < 0 ? 0 : at;
  for (let i = 1; i <= rows.length; i += 1) {
    const row = rows[(start + step * i + rows.length * 2) % rows.length];
    if (row !== undefined && row.key !== current && fits(row)) return row;
  }
  return null;
}

/** The first row that needs a translator, else the first that needs a reviewer, else the first. */
export function firstRow(rows: readonly GridRow[]): GridRow | null {
  for (const state of ['outdated', 'initial', 'translated'] as const) {
    const found = rows.find(({ translation }) => translation.state === state);
    if (found !== undefined) return found;
  }
  return rows[0] ?? null;
}
