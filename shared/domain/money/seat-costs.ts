/** What a seat cost, from which fund, and whether its person was there ([MN8], [MN9]). */
import type { RecordId } from '../../base/ids.ts';
import type { Attended } from '../certificate/passed.ts';
import type { Cost } from './cost-standing.ts';
import { inPurseOrder, type Purse, purseKey } from './cost-sums.ts';

export type SeatUse = 'used' | 'empty' | 'open';

export interface SeatAmount extends Purse {
  /** Paid for this seat alone. */
  readonly own: number;
  /** Of what was paid for everybody. */
  readonly share: number;
}

export interface SeatCost {
  readonly person: RecordId;
  /** Somebody who was taken off has no share. */
  readonly onRoster: boolean;
  readonly use: SeatUse;
  readonly present: number;
  readonly of: number;
  readonly amounts: readonly SeatAmount[];
}

export interface SeatInput {
  readonly costs: readonly Cost[];
  readonly roster: readonly RecordId[];
  /** Of everybody for whom there is a seat. */
  readonly attended: ReadonlyMap<RecordId, Pick<Attended, 'present' | 'of'>>;
  personOf(id: RecordId): RecordId;
}

export interface FundUse extends Purse {
  readonly used: number;
  readonly empty: number;
  readonly open: number;
}

/** Everybody of the roster, then others for whom something was paid, by id. */
export function seatPeople({ costs, roster, personOf }: Omit<SeatInput, 'attended'>): RecordId[] {
  const named = costs.flatMap(({ kind, person }) => (kind === 'paid' && person !== null ? personOf(person) : []));
  return [...new Set([...roster, ...[...new Set(named)].sort()])];
}

/** One row for each of {@link seatPeople}. */
export function seatCosts(input: SeatInput): SeatCost[] {
  const { costs, roster, attended, personOf } = input;
  const rows = new Map(seatPeople(input).map((person) => [person, new Map<string, SeatAmount>()]));
  const add = (person: RecordId, purse: Purse, amount: Partial<Pick<SeatAmount, 'own' | 'share'>>) => {
    const row = rows.get(person);
    const { fund, currency } = purse;
    const before = row?.get(purseKey(purse)) ?? { fund, currency, own: 0, share: 0 };
    row?.set(purseKey(purse), {
      ...before,
      own: before.own + (amount.own ?? 0),
      share: before.share + (amount.share ?? 0),
    });
  };
  for (const cost of costs) {
    if (cost.kind === 'paid' && cost.person !== null) add(personOf(cost.person), cost, { own: cost.amount });
  }
  for (const { amount, ...purse } of commonPurses(costs)) {
    for (const [person, share] of sharesOf(amount, roster)) add(person, purse, { share });
  }
  const seated = new Set(roster);
  return [...rows].map(([person, amounts]) => {
    const { present, of } = attended.get(person) ?? { present: 0, of: 0 };
    const use = present > 0 ? 'used' : of > 0 ? 'empty' : 'open';
    return { person, onRoster: seated.has(person), use, present, of, amounts: inPurseOrder([...amounts.values()]) };
  });
}

/** What was paid for everybody and could be shared with nobody; empty where there is a roster. */
export function unsharedCosts(costs: readonly Cost[], roster: readonly RecordId[]): (Purse & { amount: number })[] {
  return roster.length > 0 ? [] : commonPurses(costs);
}

/** What each fund paid for seats that were used, for empty ones, and for those of which nothing is known yet. */
export function useOfFunds(seats: readonly SeatCost[]): FundUse[] {
  const uses = new Map<string, FundUse>();
  for (const { use, amounts } of seats) {
    for (const { own, share, fund, currency } of amounts) {
      const key = purseKey({ fund, currency });
      const before = uses.get(key) ?? { fund, currency, used: 0, empty: 0, open: 0 };
      uses.set(key, { ...before, [use]: before[use] + own + share });
    }
  }
  return inPurseOrder([...uses.values()]);
}

/** Even shares in whole units that add up; who comes first by id bears what does not divide. */
export function sharesOf(amount: number, people: readonly RecordId[]): Map<RecordId, number> {
  const inOrder = [...new Set(people)].sort();
  const each = Math.floor(amount / Math.max(1, inOrder.length));
  const rest = amount - each * inOrder.length;
  return new Map(inOrder.map((person, place) => [person, place < rest ? each + 1 : each]));
}

function commonPurses(costs: readonly Cost[]): (Purse & { amount: number })[] {
  const sums = new Map<string, Purse & { amount: number }>();
  for (const cost of costs) {
    if (cost.kind !== 'paid' || cost.person !== null) continue;
    const { fund, currency } = cost;
    const before = sums.get(purseKey(cost))?.amount ?? 0;
    sums.set(purseKey(cost), { fund, currency, amount: before + cost.amount });
  }
  return inPurseOrder([...sums.values()]);
}
