/** What the library shows, from catalogue entries: filters with their counts, and their order. Pure. */
import { daysBetween } from '../../../shared/base/plain-date.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { pickListed } from '../../../shared/domain/localised.ts';
import { isoOf } from '../../i18n/format.ts';
import { type Facet, facets, LibraryRow, type ReviewStanding, text, type Validity } from './library-row.ts';

export type Filters = Readonly<Partial<Record<Facet, string>>>;
export const sortKeys = ['title', 'reference', 'review', 'changed'] as const;
export type SortKey = (typeof sortKeys)[number];

/**
 * The rows of the library in one language. What a row says is remembered with its entry: after a save only the changed
 * entries are new, and only their rows are made anew.
 *
 * @param today Plain date, `YYYY-MM-DD`.
 */
export function libraryRows(wanted: string): (entry: CatalogueEntry, now: number, today: string) => LibraryRow {
  const known = new WeakMap<CatalogueEntry, LibraryRow>();
  return (entry, now, today) => {
    const row = known.get(entry);
    const validity = validityOf(entry.values, now, today);
    const review = reviewStanding(text(entry.values.reviewDate), today);
    if (row !== undefined && row.review === review && sameValidity(row.validity, validity)) return row;
    const title = row?.title ?? pickListed(entry.values, 'title', wanted);
    const made = new LibraryRow(entry, { title, validity, review, isChanged: false });
    known.set(entry, made);
    return made;
  };
}

function sameValidity(a: Validity | null, b: Validity | null): boolean {
  return a === b || (a !== null && b !== null && a.kind === b.kind && dateOf(a) === dateOf(b));
}

const dateOf = (validity: Validity) => ('at' in validity ? validity.at : 'date' in validity ? validity.date : null);

/** The rows, with a mark on those that changed since the person last looked; the same array when none did. */
export function markChanged(rows: readonly LibraryRow[], changed: ReadonlySet<string>): readonly LibraryRow[] {
  if (changed.size === 0) return rows;
  return rows.map((row) => (changed.has(row.id) ? row.asChanged() : row));
}

/** Days before a review in which it counts as near: time to find the reviewers. */
const nearDays = 30;

/** How a review date stands to today; both plain dates. */
export function reviewStanding(date: string | undefined, today: string): ReviewStanding {
  if (date === undefined) return 'none';
  if (date < today) return 'past';
  return daysBetween(today, date) <= nearDays ? 'near' : 'later';
}

/** Validity as a reader must know it, the most urgent first: revoked, expired, past review, then what is to come. */
export function validityOf(values: Readonly<Record<string, unknown>>, now: number, today: string): Validity | null {
  if (values.revoked === true) return { kind: 'revoked' };
  const until = typeof values.validUntil === 'number' ? values.validUntil : null;
  if (until !== null && until < now) return { kind: 'expired', at: until };
  const review = text(values.reviewDate);
  if (review !== undefined && review < today) return { kind: 'past-review', date: review };
  if (until !== null) return { kind: 'valid-to', at: until };
  return review === undefined ? null : { kind: 'review-by', date: review };
}

export function matchesFilters(row: LibraryRow, filters: Filters): boolean {
  return facets.every((facet) => filters[facet] === undefined || row.valuesOf(facet).includes(filters[facet]));
}

/** For each of these facets its values, and how many rows each would show with the other filters as they are. */
export function facetCounts(
  rows: readonly LibraryRow[],
  filters: Filters,
  counted: readonly Facet[] = facets,
): ReadonlyMap<Facet, ReadonlyMap<string, number>> {
  const counts = new Map(counted.map((facet) => [facet, new Map<string, number>()]));
  const chosen = facets.filter((facet) => filters[facet] !== undefined);
  for (const row of rows) {
    const against = chosen.filter((facet) => !row.valuesOf(facet).includes(filters[facet] as string));
    if (against.length > 1) continue;
    for (const [facet, own] of counts) {
      // What only one filter hides counts for the chips of that facet: its own filter is the one that they change.
      if (against.length === 1 && against[0] !== facet) continue;
      for (const value of row.valuesOf(facet)) own.set(value, (own.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * The rows as they were ordered before, what is new behind them: sorting what is nearly sorted takes a comparison a row, and
 * comparing by a language's collation is what sorting costs.
 */
export function nearlySorted(rows: readonly LibraryRow[], before: readonly LibraryRow[]): LibraryRow[] {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const ordered: LibraryRow[] = [];
  const added: LibraryRow[] = [];
  for (const row of rows) {
    const place = places.get(row.id);
    if (place === undefined) added.push(row);
    else ordered[place] = row;
  }
  return [...ordered.filter((row) => row !== undefined), ...added];
}

/**
 * The rows about as their titles will stand, by comparing them as texts that mean nothing to anybody: that costs a tenth of
 * what a collation does, which then finds nearly sorted what it sorts.
 */
export function roughlySorted(rows: readonly LibraryRow[]): LibraryRow[] {
  const rough = rows.map((row) => ({ row, key: roughKey(row.title?.text ?? '') }));
  return rough.sort((a, b) => compareText(a.key, b.key)).map(({ row }) => row);
}

const roughKey = (title: string) => title.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(6, '0'));

/** Sorts for a reader: texts by the collation of the language, dates with the most urgent first, ties by title. */
export function sortRows(
  rows: readonly LibraryRow[],
  key: SortKey,
  compare: (a: string, b: string) => number,
): LibraryRow[] {
  const byTitle = (a: LibraryRow, b: LibraryRow) => compare(a.title?.text ?? '', b.title?.text ?? '');
  return [...rows].sort((a, b) => {
    switch (key) {
      case 'reference':
        return compare(a.reference, b.reference) || byTitle(a, b);
      case 'review':
        return compareText(urgencyOf(a.validity), urgencyOf(b.validity)) || byTitle(a, b);
      case 'changed':
        return b.changedAt - a.changedAt || byTitle(a, b);
      default:
        return byTitle(a, b) || compareText(a.id, b.id);
    }
  });
}

/** A text that sorts by date; what has no date comes last. */
function urgencyOf(validity: Validity | null): string {
  if (validity === null) return '9';
  if (validity.kind === 'revoked') return '0';
  return 'at' in validity ? isoOf(validity.at) : validity.date;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
