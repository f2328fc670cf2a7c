/** The roster of a session with its marks, as a table: a row a person, a column a half day in which anybody was marked. */
import { attendedBy } from '../certificate/passed.ts';
import type { OutColumn, OutTable } from '../spreadsheet/table-out.ts';
import { textColumn } from '../spreadsheet/table-out.ts';
import { markKey, type ShownMark, type Slot } from '../training/attendance.ts';
import { type AttendanceState, dayParts } from '../training/attendance-mark.ts';
import type { RosterRow } from '../training/roster.ts';
import { type PersonWords, personCells, personColumns } from './person-columns.ts';

export interface RosterTableWords extends PersonWords {
  /** The column that says how somebody stands on the roster, and what it says. */
  readonly standing: string;
  readonly enrolled: string;
  readonly walkIn: string;
  readonly withdrawn: string;
  /** Half days in which they were there, and in which anybody was marked. */
  readonly present: string;
  readonly held: string;
  slot(slot: Slot): string;
  mark(state: AttendanceState): string;
}

export interface RosterTableSource {
  readonly roster: readonly RosterRow[];
  readonly withdrawn: readonly RosterRow[];
  readonly days: readonly string[];
  /** By `markKey`. */
  readonly attendance: ReadonlyMap<string, ShownMark>;
}

/** Who was taken off the roster stands below it: their marks stay. */
export function rosterTable(source: RosterTableSource, words: RosterTableWords): Pick<OutTable, 'columns' | 'rows'> {
  const { roster, withdrawn, days, attendance } = source;
  const listed = [
    ...roster.map((row) => ({ ...row, standing: row.isWalkIn ? words.walkIn : words.enrolled })),
    ...withdrawn.map((row) => ({ ...row, standing: words.withdrawn })),
  ];
  const people = listed.map(({ person }) => person.id);
  const stateOf = (id: string, slot: Slot) => attendance.get(markKey(id, slot))?.state ?? null;
  const held = days
    .flatMap((day) => dayParts.map((part) => ({ day, part })))
    .filter((slot) => people.some((id) => stateOf(id, slot) !== null));
  const attended = attendedBy(people, days, attendance);
  const columns: OutColumn[] = [
    ...personColumns(words),
    textColumn(words.standing),
    ...held.map((slot) => textColumn(words.slot(slot))),
    { heading: words.present, kind: 'number' },
    { heading: words.held, kind: 'number' },
  ];
  const rows = listed.map(({ person, standing }) => [
    ...personCells(person),
    standing,
    ...held.map((slot) => {
      const state = stateOf(person.id, slot);
      return state === null ? null : words.mark(state);
    }),
    attended.get(person.id)?.present ?? 0,
    held.length,
  ]);
  return { columns, rows };
}
