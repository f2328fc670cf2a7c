import { expect, test } from 'vitest';
import type { TranslationState } from '../../../shared/domain/translation/translation-unit.ts';
import { firstRow, type GridRow, rowFrom, shownRows } from './grid-model.ts';

const row = (key: string, state: TranslationState) => ({ key, translation: { state } }) as GridRow;
const rows = [row('a', 'final'), row('b', 'initial'), row('c', 'outdated'), row('d', 'translated')];
const keyOf = (found: GridRow | null) => found?.key ?? null;

test('outdated units come first, then new ones, then those to review', () => {
  expect(keyOf(firstRow(rows))).toBe('c');
  expect(keyOf(firstRow([rows[0], rows[3], rows[1]] as GridRow[]))).toBe('b');
  expect(keyOf(firstRow([rows[0]] as GridRow[]))).toBe('a');
  expect(firstRow([])).toBeNull();
});

test('a filter keeps the row that is worked on, whatever became of it', () => {
  expect(shownRows(rows, 'outdated', 'a').map(({ key }) => key)).toEqual(['a', 'c']);
  expect(shownRows(rows, null, null)).toHaveLength(4);
});

test('next and previous go round the end once, and only to rows that fit', () => {
  expect(keyOf(rowFrom(rows, 'd', 1))).toBe('a');
  expect(keyOf(rowFrom(rows, 'a', -1))).toBe('d');
  expect(keyOf(rowFrom(rows, null, 1))).toBe('a');
  expect(keyOf(rowFrom(rows, null, -1))).toBe('d');
  expect(keyOf(rowFrom(rows, 'd', 1, ({ translation }) => translation.state === 'outdated'))).toBe('c');
  expect(rowFrom(rows, 'c', 1, ({ translation }) => translation.state === 'outdated')).toBeNull();
});
