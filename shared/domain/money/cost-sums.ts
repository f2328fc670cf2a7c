/** What was planned against what was paid, for each fund and currency ([MN6]). */
import { type CostFund, costFunds } from './cost-entry.ts';
import type { Cost } from './cost-standing.ts';

/** A fund and a currency: what may be added. */
export interface Purse {
  readonly fund: CostFund | null;
  readonly currency: string;
}

export interface BudgetLine extends Purse {
  readonly planned: number;
  readonly paid: number;
}

export type CurrencyTotal = Omit<BudgetLine, 'fund'>;

export const purseKey = ({ fund, currency }: Purse): string => `${currency} ${fund ?? ''}`;

/** Funds in their order, what says none last; in it by currency. */
export function inPurseOrder<P extends Purse>(purses: readonly P[]): P[] {
  const placeOf = ({ fund }: Purse) => (fund === null ? costFunds.length : costFunds.indexOf(fund));
  return [...purses].sort((a, b) => placeOf(a) - placeOf(b) || (a.currency < b.currency ? -1 : 1));
}

/** One line for each fund and currency of which anything was said. */
export function budgetOf(costs: readonly Cost[]): BudgetLine[] {
  const lines = new Map<string, BudgetLine>();
  for (const cost of costs) {
    const { fund, currency } = cost;
    const before = lines.get(purseKey(cost)) ?? { fund, currency, planned: 0, paid: 0 };
    lines.set(purseKey(cost), { ...before, [cost.kind]: before[cost.kind] + cost.amount });
  }
  return inPurseOrder([...lines.values()]);
}

/** All funds together, one for each currency. */
export function totalsOf(lines: readonly BudgetLine[]): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { currency, planned, paid } of lines) {
    const before = totals.get(currency) ?? { currency, planned: 0, paid: 0 };
    totals.set(currency, { currency, planned: before.planned + planned, paid: before.paid + paid });
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
