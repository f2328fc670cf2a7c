import { expect, test } from 'vitest';
import { costState } from '../../../test/support/cost-states.ts';
import { readCsv } from '../roster-import/read-csv.ts';
import { writeCsv } from '../spreadsheet/write-csv.ts';
import { costsInOrder } from './cost-entry.ts';
import { countedCosts, mattersOf } from './cost-standing.ts';
import { type CostTableFacts, entryTable, seatTable } from './cost-tables.ts';
import { seatCosts } from './seat-costs.ts';

const signed = costsInOrder([
  costState('a', 1, { amount: 100_000, payer: '=HYPERLINK("x")', at: Date.UTC(2026, 0, 5, 9) }),
  costState('b', 2, { amount: 90_000, corrects: ['a'], reason: 'As the bill says', payer: 'Hub' }, 'p2'),
  costState('c', 3, { amount: 33_000, person: 'ana', fund: 'outcome-grant', day: '2026-01-05' }),
  costState('d', 4, { amount: 1.5 }),
  costState('e', 5, { amount: 7 }),
  costState('f', 6, { corrects: ['e'], reason: 'Entered twice' }),
]);
const matters = mattersOf(signed.map(({ entry }) => entry));
const attended = new Map([['ana', { present: 3, of: 4 }]]);
const seats = seatCosts({ costs: countedCosts(matters), roster: ['ana', 'bo'], attended, personOf: (id) => id });
const facts: CostTableFacts = {
  session: 'TR-26-031',
  course: 'Evidence across borders',
  placement: null,
  placementState: null,
  marking: 'TLP:AMBER',
  nameOf: (id) => id.toUpperCase(),
  seatOf: (id) => seats.find(({ person }) => person === id),
};
/** A file by its headings, as a program reads it. */
function readBack(table: ReturnType<typeof seatTable>): Record<string, string>[] {
  const file = new TextDecoder().decode(writeCsv({ ...table, title: 'Costs', isRightToLeft: false, marking: null }));
  const [head, ...rows] = readCsv(file.replace('\ufeff', '')).rows.map(({ cells }) => cells);
  return rows.map((cells) => Object.fromEntries((head ?? []).map((heading, n) => [heading, cells[n] ?? ''])));
}

test('[MN11] the file has every entry with its state, its reason, who signed it, and whether the person was there', () => {
  const rows = readBack(entryTable(signed, matters, facts));
  expect(rows.map((row) => row['state'])).toEqual([
    'corrected',
    'counts',
    'counts',
    'unreadable',
    'corrected',
    'takes back',
  ]);
  expect(rows[0]).toMatchObject({ 'recorded at': '2026-01-05T09:00:00.000Z', payer: '\'=HYPERLINK("x")' });
  expect(rows[1]).toMatchObject({ corrects: 'a', why: 'As the bill says', 'signed by': 'p2', amount: '900.00' });
  expect(rows[2]).toMatchObject({
    'amount (smallest units)': '33000',
    'seat of (name)': 'ANA',
    'half days there': '3',
    'of half days': '4',
  });
});

test('[MN11] the file of seats says what each cost from each fund, and adds up', () => {
  const rows = readBack(seatTable(seats, facts));
  expect(rows.map((row) => [row['name'], row['seat'], row['fund'], row['together']])).toEqual([
    ['ANA', 'used', 'core', '450.00'],
    ['ANA', 'used', 'outcome-grant', '330.00'],
    ['BO', 'open', 'core', '450.00'],
  ]);
});

test('[MN12] of a placement every entry is for its person, and the file says how it stands', () => {
  const one = costsInOrder([costState('a', 1, { amount: 100, person: 'ana' })]);
  const of = { session: null, course: null, placement: 'PL-26-001', placementState: 'reported' };
  const rows = readBack(
    entryTable(one, mattersOf(one.map(({ entry }) => entry)), { ...facts, ...of, seatOf: () => undefined }),
  );
  expect(rows[0]).toMatchObject({ placement: 'PL-26-001', 'placement state': 'reported', session: '', course: '' });
  expect(rows[0]).toMatchObject({ 'seat of (name)': 'ANA', 'half days there': '', amount: '1.00' });
});
