/** People as a table, and the map of what each of them holds. */
import type { Holding, HoldingState } from '../assessment/competency-map.ts';
import { type OutColumn, type OutTable, textColumn } from '../spreadsheet/table-out.ts';
import type { PersonRow } from '../training/roster.ts';
import { type PersonWords, personCells, personColumns } from './person-columns.ts';

type Body = Pick<OutTable, 'columns' | 'rows'>;

export function peopleTable(people: readonly PersonRow[], words: PersonWords): Body {
  return { columns: personColumns(words), rows: people.map(personCells) };
}

export interface MapTableWords extends PersonWords {
  /** Over how a competency stands. */
  competency(competency: string): string;
  /** Over the last day of a competency. */
  until(competency: string): string;
  state(state: HoldingState): string;
}

export interface MapTableSource {
  /** In the order of the screen. */
  readonly rows: readonly { readonly person: PersonRow; readonly held: ReadonlyMap<string, Holding> }[];
  readonly competencies: readonly string[];
}

/** Two columns a competency: how it stands, and its last day; without one it has no end, or was not reached. */
export function mapTable({ rows, competencies }: MapTableSource, words: MapTableWords): Body {
  const columns: OutColumn[] = [
    ...personColumns(words),
    ...competencies.flatMap((each): OutColumn[] => [
      textColumn(words.competency(each)),
      { heading: words.until(each), kind: 'day' },
    ]),
  ];
  return {
    columns,
    rows: rows.map(({ person, held }) => [
      ...personCells(person),
      ...competencies.flatMap((each) => {
        const holding = held.get(each);
        return holding === undefined ? [null, null] : [words.state(holding.state), holding.until];
      }),
    ]),
  };
}
