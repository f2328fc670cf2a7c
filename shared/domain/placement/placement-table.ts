/** Placements as a table: who, where, when and how they stand, and neither purpose nor report ([PC7]). */
import { type ColumnOf, tableOf } from '../spreadsheet/table-of.ts';
import type { OutTable } from '../spreadsheet/table-out.ts';
import type { PlacementRow } from './placement-row.ts';

type Place =
  | 'reference'
  | 'person'
  | 'kind'
  | 'state'
  | 'home'
  | 'host'
  | 'start'
  | 'end'
  | 'competencies'
  | 'reportDue'
  | 'reportedOn'
  | 'calledOff'
  | 'marking';

/** What stands over the columns. */
export type PlacementHeadings = Readonly<Record<Place, string>>;

export interface PlacementTableWords {
  readonly headings: PlacementHeadings;
  personOf(row: PlacementRow): string;
  kindOf(row: PlacementRow): string;
  stateOf(row: PlacementRow): string;
  listOf(names: readonly string[]): string;
}

/** A row a placement, in the order of the screen. */
export function placementTable(
  rows: readonly PlacementRow[],
  { headings, personOf, kindOf, stateOf, listOf }: PlacementTableWords,
): Pick<OutTable, 'columns' | 'rows'> {
  const text = (place: Place, cell: ColumnOf<PlacementRow>['cell']) => ({
    heading: headings[place],
    cell,
  });
  const day = (place: Place, cell: ColumnOf<PlacementRow>['cell']) => ({
    ...text(place, cell),
    kind: 'day' as const,
  });
  return tableOf(rows, [
    text('reference', ({ reference }) => reference),
    text('person', personOf),
    text('kind', kindOf),
    text('state', stateOf),
    text('home', ({ home }) => home),
    text('host', ({ host }) => host),
    day('start', ({ start }) => start),
    day('end', ({ end }) => end),
    text('competencies', ({ competencies }) => (competencies.length === 0 ? null : listOf(competencies))),
    day('reportDue', ({ due }) => due),
    day('reportedOn', ({ reportedOn }) => reportedOn),
    day('calledOff', ({ calledOff }) => calledOff),
    text('marking', ({ marking }) => marking),
  ]);
}
