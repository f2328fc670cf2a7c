import { expect, test } from 'vitest';
import type { Holding } from '../assessment/competency-map.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { markKey, type ShownMark, type Slot } from '../training/attendance.ts';
import type { AttendanceState } from '../training/attendance-mark.ts';
import type { PersonRow, RosterRow } from '../training/roster.ts';
import { mapTable, peopleTable } from './people-table.ts';
import { rosterTable } from './roster-table.ts';
import { sessionTable } from './session-table.ts';

const person = (id: string, name: string): PersonRow => ({
  id,
  name,
  transliteration: '',
  organisation: 'Tolmara',
  role: 'Captain',
  email: `${id}@post.invalid`,
  sameAs: null,
  notSameAs: [],
});
const onRoster = (id: string, isWalkIn = false): RosterRow => ({ person: person(id, id), enrolments: [id], isWalkIn });
const words = { name: 'Name', transliteration: 'Latin', organisation: 'Organisation', role: 'Role' };
const morning: Slot = { day: '2026-11-23', part: 'morning' };
const afternoon: Slot = { day: '2026-11-23', part: 'afternoon' };
const mark = (id: string, slot: Slot, state: AttendanceState | null) =>
  [markKey(id, slot), { state } as ShownMark] as const;

test('[SH6] a roster has its marks by half day, who came and who was taken off it; no half day that nobody was marked in', () => {
  const { columns, rows } = rosterTable(
    {
      roster: [onRoster('amal'), onRoster('igor', true)],
      withdrawn: [onRoster('lena')],
      days: ['2026-11-23', '2026-11-24'],
      attendance: new Map([
        mark('amal', morning, 'late'),
        mark('amal', afternoon, 'absent'),
        mark('igor', morning, null),
        mark('lena', afternoon, 'present'),
      ]),
    },
    {
      ...words,
      standing: 'Standing',
      enrolled: 'on the roster',
      walkIn: 'walk-in',
      withdrawn: 'taken off',
      present: 'There',
      held: 'Of',
      slot: ({ day, part }) => `${day} ${part}`,
      mark: (state) => state.toUpperCase(),
    },
  );
  expect(columns.map(({ heading }) => heading).slice(4)).toEqual([
    'Standing',
    '2026-11-23 morning',
    '2026-11-23 afternoon',
    'There',
    'Of',
  ]);
  expect(rows.map(([name, , , , ...rest]) => [name, ...rest])).toEqual([
    ['amal', 'on the roster', 'LATE', 'ABSENT', 1, 2],
    ['igor', 'walk-in', null, null, 0, 2],
    ['lena', 'taken off', null, 'PRESENT', 1, 2],
  ]);
});

test('[SH6] no list has an address in it', () => {
  const { columns, rows } = peopleTable([person('amal', 'أمل')], words);
  expect(columns.map(({ heading }) => heading)).toEqual(['Name', 'Latin', 'Organisation', 'Role']);
  expect(rows).toEqual([['أمل', '', 'Tolmara', 'Captain']]);
});

test('sessions say how many are on the roster, and a session of one day when it ends', () => {
  const entry = (id: string, parent: string, values: CatalogueEntry['values']) =>
    ({ id, parent, values }) as unknown as CatalogueEntry;
  const names = [
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
  const { columns, rows } = sessionTable(
    {
      sessions: [
        entry('s', 'c', {
          reference: 'TR-1',
          start: '2026-11-23',
          instructors: ['A', 'B'],
          seats: 4,
          marking: 'TLP:RED',
        }),
      ],
      enrolments: [
        entry('e1', 's', { person: 'amal', status: 'enrolled' }),
        entry('e2', 's', { person: 'igor', status: 'withdrawn' }),
        entry('e3', 'other', { person: 'igor', status: 'enrolled' }),
      ],
      titleOf: () => 'Evidence',
      listOf: (list) => list.join(' + '),
    },
    Object.fromEntries(names.map((name) => [name, name])) as Record<(typeof names)[number], string>,
  );
  expect(columns.map(({ kind }) => kind).join(' ')).toBe('text text day day text text text number number text');
  expect(rows).toEqual([['TR-1', 'Evidence', '2026-11-23', '2026-11-23', null, null, 'A + B', 4, 1, 'TLP:RED']]);
});

test('the map has two columns a competency, and none of what nobody knows', () => {
  const held = new Map([['Cordon', { state: 'soon-over', until: '2027-01-31' } as Holding]]);
  const { columns, rows } = mapTable(
    { rows: [{ person: person('amal', 'Amal'), held }], competencies: ['Cordon', 'Log'] },
    { ...words, competency: (each) => `the ${each}`, until: (each) => `${each}, until`, state: (state) => state },
  );
  expect(columns.slice(4).map(({ heading, kind }) => `${heading} ${kind}`)).toEqual([
    'the Cordon text',
    'Cordon, until day',
    'the Log text',
    'Log, until day',
  ]);
  expect(rows[0]?.slice(4)).toEqual(['soon-over', '2027-01-31', null, null]);
});
