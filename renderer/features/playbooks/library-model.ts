/** What the library shows, from catalogue entries: filters with their counts, order, and what a row says. Pure. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { localisedOf, pickText, type ShownText } from '../../../shared/domain/localised.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';
import { isoOf } from '../../i18n/format.ts';

export const facets = [
  'state',
  'changed',
  'type',
  'phase',
  'marking',
  'language',
  'region',
  'review',
  'candidate',
  'label',
] as const;
export type Facet = (typeof facets)[number];
export type Filters = Readonly<Partial<Record<Facet, string>>>;
export const sortKeys = ['title', 'reference', 'review', 'changed'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface LibraryRow {
  readonly id: string;
  readonly title: ShownText | null;
  readonly reference: string;
  readonly state: string | null;
  readonly release: string | null;
  readonly marking: TlpLevel | null;
  readonly languages: readonly string[];
  readonly validity: Validity | null;
  readonly conflicts: number;
  readonly changedAt: number;
  /** It, or a step of it, changed since the person last looked. */
  readonly isChanged: boolean;
  readonly facets: Readonly<Record<Facet, readonly string[]>>;
}

export type Validity =
  | { readonly kind: 'revoked' }
  | { readonly kind: 'expired' | 'valid-to'; readonly at: number }
  | { readonly kind: 'past-review' | 'review-by'; readonly date: string };

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
    const isSame = row?.facets.review[0] === review && sameValidity(row.validity, validity);
    if (row !== undefined && isSame) return row;
    const before = row ?? libraryRow(entry, wanted, validity);
    const made = { ...before, validity, facets: { ...before.facets, review: [review] } };
    known.set(entry, made);
    return made;
  };
}

function sameValidity(a: Validity | null, b: Validity | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function libraryRow(entry: CatalogueEntry, wanted: string, validity: Validity | null): LibraryRow {
  const values = entry.values;
  const titles = localisedOf(values, 'title');
  const marking = tlpLevels.find((level) => level === values.marking) ?? null;
  const languages = Object.keys(titles).sort();
  return {
    id: entry.id,
    title: pickText(titles, wanted, text(values.language)),
    reference: text(values.reference) ?? shortIdOf(text(values.cacaoId)) ?? '',
    state: text(values.state) ?? null,
    release: text(values.releaseNumber) ?? null,
    marking,
    languages,
    validity,
    conflicts: entry.conflicts,
    changedAt: entry.changedAt,
    isChanged: false,
    facets: {
      state: texts(values.state),
      changed: [],
      type: texts(values.types),
      phase: texts(values.activities),
      marking: marking === null ? [] : [marking],
      language: languages,
      region: texts(values.region),
      review: [],
      candidate: texts(values.candidate),
      label: texts(values.labels),
    },
  };
}

/** The rows, with a mark on those that changed since the person last looked; the same array when none did. */
export function markChanged(rows: readonly LibraryRow[], changed: ReadonlySet<string>): readonly LibraryRow[] {
  if (changed.size === 0) return rows;
  return rows.map((row) =>
    changed.has(row.id) ? { ...row, isChanged: true, facets: { ...row.facets, changed: ['yes'] } } : row,
  );
}

/** Days before a review in which it counts as near: time to find the reviewers. */
const nearDays = 30;

/** How a review date stands to today; both plain dates. */
export function reviewStanding(date: string | undefined, today: string): 'past' | 'near' | 'later' | 'none' {
  if (date === undefined) return 'none';
  if (date < today) return 'past';
  return Date.parse(date) - Date.parse(today) <= nearDays * 86_400_000 ? 'near' : 'later';
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
  return facets.every((facet) => filters[facet] === undefined || row.facets[facet].includes(filters[facet]));
}

/** For each facet its values, and how many rows each would show with the other filters as they are. */
export function facetCounts(
  rows: readonly LibraryRow[],
  filters: Filters,
): ReadonlyMap<Facet, ReadonlyMap<string, number>> {
  const counts = new Map(facets.map((facet) => [facet, new Map<string, number>()]));
  const chosen = facets.filter((facet) => filters[facet] !== undefined);
  for (const row of rows) {
    const against = chosen.filter((facet) => !row.facets[facet].includes(filters[facet] as string));
    if (against.length > 1) continue;
    // What only one filter hides counts for the chips of that facet: its own filter is the one that they change.
    for (const facet of against.length === 0 ? facets : against) {
      const own = counts.get(facet) as Map<string, number>;
      for (const value of row.facets[facet]) own.set(value, (own.get(value) ?? 0) + 1);
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

/** The first group of a CACAO id's UUID: enough to tell two apart in a list. */
export function shortIdOf(cacaoId: string | undefined): string | undefined {
  return cacaoId?.split('--')[1]?.split('-')[0];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((part) => typeof part === 'string')
    : typeof value === 'string'
      ? [value]
      : [];
}
