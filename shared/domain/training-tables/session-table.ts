/** Sessions as a table. */
import type { CatalogueEntry } from '../catalogue.ts';
import { type OutCell, type OutColumn, type OutTable, textColumn } from '../spreadsheet/table-out.ts';
import { enrolledCount } from '../training/unmarked.ts';

const places = [
  'reference',
  'course',
  'start',
  'end',
  'place',
  'timeZone',
  'instructors',
  'seats',
  'enrolled',
  'marking',
] as const;
/** The words over the columns. */
export type SessionTableWords = Readonly<Record<(typeof places)[number], string>>;

export interface SessionTableSource {
  /** In the order of the screen. */
  readonly sessions: readonly CatalogueEntry[];
  readonly enrolments: readonly CatalogueEntry[];
  titleOf(session: CatalogueEntry): string;
  listOf(names: readonly string[]): string;
}

const kinds: Partial<Record<(typeof places)[number], OutColumn['kind']>> = {
  start: 'day',
  end: 'day',
  seats: 'number',
  enrolled: 'number',
};

/** A row a session; how many are on its roster besides, whoever withdrew not counted. */
export function sessionTable(source: SessionTableSource, words: SessionTableWords): Pick<OutTable, 'columns' | 'rows'> {
  const bySession = new Map<string, CatalogueEntry[]>();
  for (const entry of source.enrolments) {
    const of = bySession.get(entry.parent);
    if (of === undefined) bySession.set(entry.parent, [entry]);
    else of.push(entry);
  }
  const columns = places.map((place) => ({ ...textColumn(words[place]), kind: kinds[place] ?? 'text' }));
  const rows = source.sessions.map((session) => {
    const { values } = session;
    const names = Array.isArray(values['instructors']) ? (values['instructors'] as string[]) : [];
    const cells: Readonly<Record<(typeof places)[number], OutCell>> = {
      reference: textOf(values['reference']),
      course: source.titleOf(session),
      start: textOf(values['start']),
      end: textOf(values['end']) ?? textOf(values['start']),
      place: textOf(values['place']),
      timeZone: textOf(values['timeZone']),
      instructors: source.listOf(names),
      seats: typeof values['seats'] === 'number' ? values['seats'] : null,
      enrolled: enrolledCount(bySession.get(session.id) ?? []),
      marking: textOf(values['marking']),
    };
    return places.map((place) => cells[place]);
  });
  return { columns, rows };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
