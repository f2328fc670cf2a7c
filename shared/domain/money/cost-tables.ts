/**
 * The tables of an auditor: every entry, and what every seat cost ([MN11]). Programs read them too, so headings and words
 * are the same in every language.
 */
import type { RecordId } from '../../base/ids.ts';
import { type ColumnKind, type OutCell, type OutTable, textColumn } from '../spreadsheet/table-out.ts';
import type { CostEntry, SignedCost } from './cost-entry.ts';
import { type CostMatter, costOf, isTakenBack } from './cost-standing.ts';
import { decimalOf, isAmount, isCurrency } from './currency.ts';
import type { SeatCost } from './seat-costs.ts';

export interface CostTableFacts {
  /** What the money is for: a session of a course, or a placement and how that stands; the others are null. */
  readonly session: string | null;
  readonly course: string | null;
  readonly placement: string | null;
  readonly placementState: string | null;
  readonly marking: string;
  /** What a person is called, by any record of theirs. */
  nameOf(person: RecordId): string;
  /** The seat of a person, by any record of theirs. */
  seatOf(person: RecordId): SeatCost | undefined;
}

/** `apart`: made on another laptop beside the one that counts, and not settled yet. */
type EntryState = 'counts' | 'apart' | 'corrected' | 'takes back' | 'unreadable';

const entryHeadings = [
  ...['entry', 'session', 'course', 'placement', 'placement state', 'marking', 'state', 'kind', 'fund'],
  ...[
    'amount (smallest units)',
    'amount',
    'currency',
    'payer',
    'seat of',
    'seat of (name)',
    'half days there',
    'of half days',
    'day',
    'what for',
  ],
  ...['recorded at', 'recorded by', 'signed by', 'corrects', 'why'],
] as const;

type CostTable = Pick<OutTable, 'columns' | 'rows'>;

/** One row for each entry, in the order that counts. */
export function entryTable(
  signed: readonly SignedCost[],
  matters: readonly CostMatter[],
  facts: CostTableFacts,
): CostTable {
  const states = statesOf(matters);
  const rows = signed.map(({ entry, author }): OutCell[] => {
    const { id, kind, fund, amount, currency, payer, person, day, note, at, by, corrects, reason } = entry;
    const seat = person === undefined ? undefined : facts.seatOf(person);
    return [
      ...[id, facts.session, facts.course, facts.placement, facts.placementState, facts.marking],
      ...[states.get(id) ?? 'counts', kind ?? null, fund ?? null],
      ...[amount ?? null, decimalText(entry), currency ?? null, payer ?? null, person ?? null],
      ...[person === undefined ? null : facts.nameOf(person), seat?.present ?? null, seat?.of ?? null, day ?? null],
      ...[note ?? null, momentText(at), by ?? null, author, (corrects ?? []).join('; ') || null, reason ?? null],
    ];
  });
  return { columns: columnsOf(entryHeadings), rows };
}

const seatHeadings = [
  ...['session', 'course', 'marking', 'person', 'name', 'on roster', 'seat', 'half days there', 'of half days'],
  ...['fund', 'currency', 'for this seat (smallest units)', 'share (smallest units)', 'for this seat', 'share'],
  'together',
] as const;

/** One row for each seat, fund and currency; a seat that cost nothing has one without amounts. */
export function seatTable(seats: readonly SeatCost[], facts: CostTableFacts): CostTable {
  const rows = seats.flatMap(({ person, onRoster, use, present, of, amounts }): OutCell[][] => {
    const where = [facts.session, facts.course, facts.marking];
    const seat = [...where, person, facts.nameOf(person), String(onRoster), use, present, of];
    if (amounts.length === 0) return [[...seat, null, null, null, null, null, null, null]];
    return amounts.map(({ fund, currency, own, share }) => [
      ...[...seat, fund, currency, own, share],
      ...[decimalOf(own, currency), decimalOf(share, currency), decimalOf(own + share, currency)],
    ]);
  });
  return { columns: columnsOf(seatHeadings), rows };
}

/** Whole numbers are numbers in a workbook too; a decimal stays the text that it is, in any language's spreadsheet. */
const kindOf = (heading: string): ColumnKind => {
  if (heading === 'day') return 'day';
  return heading.includes('(smallest units)') || heading.includes('half days') ? 'number' : 'text';
};

const columnsOf = (headings: readonly string[]): OutTable['columns'] =>
  headings.map((heading) => ({ ...textColumn(heading), kind: kindOf(heading) }));

/** How each entry stands, by its id. */
function statesOf(matters: readonly CostMatter[]): ReadonlyMap<RecordId, EntryState> {
  const states = new Map<RecordId, EntryState>();
  for (const { shown, apart, history } of matters) {
    for (const { id } of history) states.set(id, 'corrected');
    for (const { id } of apart) states.set(id, 'apart');
    states.set(shown.id, isTakenBack(shown) ? 'takes back' : costOf(shown) === null ? 'unreadable' : 'counts');
  }
  return states;
}

function decimalText({ amount, currency }: CostEntry): string | null {
  return isAmount(amount) && currency !== undefined && isCurrency(currency) ? decimalOf(amount, currency) : null;
}

function momentText(at: number | undefined): string | null {
  const moment = new Date(at ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
