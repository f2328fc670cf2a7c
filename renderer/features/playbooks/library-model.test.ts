import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import {
  facetCounts,
  libraryRows,
  markChanged,
  matchesFilters,
  nearlySorted,
  reviewStanding,
  roughlySorted,
  sortRows,
  validityOf,
} from './library-model.ts';

const now = Date.UTC(2026, 10, 23);
const today = '2026-11-23';
const row = (id: string, values: CatalogueEntry['values'], wanted = 'en') =>
  libraryRows(wanted)(
    { id, scope: 's', type: 'playbook', parent: '', values, deleted: false, conflicts: 0, behind: [], changedAt: 0 },
    now,
    today,
  );

test('the most urgent word on validity comes first', () => {
  const soon = { validUntil: now + 1, reviewDate: '2026-11-22' };
  expect(validityOf({ ...soon, revoked: true }, now, today)).toEqual({ kind: 'revoked' });
  expect(validityOf({ ...soon, validUntil: now - 1 }, now, today)?.kind).toBe('expired');
  expect(validityOf(soon, now, today)?.kind).toBe('past-review');
  expect(validityOf({ ...soon, reviewDate: today }, now, today)?.kind).toBe('valid-to');
  expect(validityOf({ reviewDate: '2027-01-01' }, now, today)?.kind).toBe('review-by');
  expect(validityOf({}, now, today)).toBeNull();
});

test('a title falls back to the language it was written in', () => {
  const values = { 'title.fr': 'Objet', 'title.ru': 'Предмет', language: 'ru' };
  expect(row('a', values, 'ar').title).toEqual({ text: 'Предмет', lang: 'ru' });
  expect(row('a', values, 'fr').title).toEqual({ text: 'Objet', lang: 'fr' });
});

test('a chip counts what it would show beside the other filters, not beside its own', () => {
  const rows = [
    row('a', { state: 'draft', region: 'Varenia' }),
    row('b', { state: 'approved', region: 'Varenia' }),
    row('c', { state: 'approved', region: 'Tolmara' }),
  ];
  const counts = facetCounts(rows, { state: 'draft', region: 'Varenia' });
  expect(Object.fromEntries(counts.get('state') ?? [])).toEqual({ draft: 1, approved: 1 });
  expect(Object.fromEntries(counts.get('region') ?? [])).toEqual({ Varenia: 1 });
  expect(rows.filter((each) => matchesFilters(each, { state: 'approved' })).map(({ id }) => id)).toEqual(['b', 'c']);
});

test('sorts by the collation of the reader, by urgency, by change', () => {
  const rows = [
    row('z', { 'title.en': 'zebra', validUntil: now + 10 }),
    row('e', { 'title.en': 'Équipe', reviewDate: '2026-01-01' }),
    row('a', { 'title.en': 'alarm', revoked: true }),
  ];
  const compare = new Intl.Collator('fr').compare;
  expect(sortRows(rows, 'title', compare).map(({ id }) => id)).toEqual(['a', 'e', 'z']);
  expect(sortRows(rows, 'review', compare).map(({ id }) => id)).toEqual(['a', 'e', 'z']);
});

test('an imported playbook without a reference is told by the first group of its id', () => {
  expect(row('a', { cacaoId: 'playbook--61a6c41e-6efc-4516-a242-dfbc5c89d562' }).reference).toBe('61a6c41e');
});

test('a row is made anew when its entry changed or a date has passed, and not otherwise', () => {
  const values = { 'title.en': 'Cordon', validUntil: now + 10 };
  const entry = {
    id: 'a',
    scope: 's',
    type: 'playbook',
    parent: '',
    values,
    deleted: false,
    conflicts: 0,
    behind: [],
    changedAt: 0,
  };
  const rowOf = libraryRows('en');
  const first = rowOf(entry, now, today);
  expect(rowOf(entry, now + 5, today)).toBe(first);
  expect(rowOf(entry, now + 20, today).validity?.kind).toBe('expired');
  expect(rowOf({ ...entry, values: { ...values, 'title.en': 'Search' } }, now, today).title?.text).toBe('Search');
});

test('rows keep the order they had, without those that are gone, and the new ones behind them', () => {
  const [a, b, c] = [row('a', {}), row('b', {}), row('c', {})] as const;
  expect(nearlySorted([a, b, c], [c, row('gone', {}), a]).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});

test('a review date is past, near, later or missing, and a remembered row follows the day', () => {
  const standing = (reviewDate: string | undefined, on: string) => reviewStanding(reviewDate, on);
  expect(standing('2026-11-22', today)).toBe('past');
  expect(standing(today, today)).toBe('near');
  expect(standing('2026-12-23', today)).toBe('near');
  expect(standing('2026-12-24', today)).toBe('later');
  expect(standing(undefined, today)).toBe('none');
  const entry: CatalogueEntry = {
    ...{ id: 'a', scope: 's', type: 'playbook', parent: '', deleted: false, conflicts: 0, behind: [], changedAt: 0 },
    values: { reviewDate: '2026-12-24' },
  };
  const rowOf = libraryRows('en');
  expect(rowOf(entry, now, today).valuesOf('review')).toEqual(['later']);
  expect(rowOf(entry, now, '2026-11-24').valuesOf('review')).toEqual(['near']);
  expect(rowOf(entry, now, '2026-11-24')).toBe(rowOf(entry, now, '2026-11-24'));
});

test('the phases of a playbook are its activities, and a row that changed since the last look is found by that', () => {
  const rows = [row('a', { activities: ['scan-system', 'own-phase'] }), row('b', {})];
  expect(rows.map((each) => matchesFilters(each, { phase: 'scan-system' }))).toEqual([true, false]);
  expect(markChanged(rows, new Set())).toBe(rows);
  const marked = markChanged(rows, new Set(['b']));
  expect(marked.map((each) => matchesFilters(each, { changed: 'yes' }))).toEqual([false, true]);
  expect(marked[0]).toBe(rows[0]);
  expect(facetCounts(marked, {}).get('changed')?.get('yes')).toBe(1);
});

test('rows that are sorted roughly first stand as the collation has them, numbers by what they say', () => {
  const titles = ['Zebra', 'drill (10)', 'Drill (9)', 'élan', 'Alarm', 'обыск', 'Оцепление', ''];
  const rows = titles.map((title, at) => row(`${at}`, { 'title.en': title }));
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const ordered = (some: readonly (typeof rows)[number][]) => sortRows(some, 'title', compare).map(({ id }) => id);
  expect(ordered(roughlySorted(rows))).toEqual(ordered(rows));
  expect(roughlySorted(rows).map(({ title }) => title?.text ?? '')).toEqual([
    ...['', 'Alarm', 'Drill (9)', 'drill (10)', 'Zebra', 'élan', 'обыск', 'Оцепление'],
  ]);
});

test('only the facets that are asked for are counted', () => {
  const rows = [row('a', { state: 'draft', region: 'Varenia' })];
  expect([...facetCounts(rows, {}, ['state', 'changed']).keys()]).toEqual(['state', 'changed']);
});
