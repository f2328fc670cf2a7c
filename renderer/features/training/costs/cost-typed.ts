/** What stands in the form of an entry, and the entry that it says. */
import type { NewCost } from '../../../../shared/domain/money/cost-commands.ts';
import type { CostFund, CostKind } from '../../../../shared/domain/money/cost-entry.ts';
import type { CostMatter } from '../../../../shared/domain/money/cost-standing.ts';
import { amountTyped, decimalOf, isAmount, isCurrency } from '../../../../shared/domain/money/currency.ts';

export interface TypedCost {
  readonly kind: CostKind;
  readonly fund: CostFund;
  readonly amount: string;
  readonly currency: string;
  readonly payer: string;
  /** Empty: everybody. */
  readonly person: string;
  readonly day: string;
  readonly note: string;
  readonly reason: string;
}

/** A form without an amount: what stays from one entry to the next is what was said last. */
export function emptyCost(matters: readonly CostMatter[], day: string, person: string): TypedCost {
  const last = matters.at(-1)?.history.findLast(({ currency }) => currency !== undefined);
  const currency = last?.currency ?? 'EUR';
  const empty = { amount: '', person, note: '', reason: '', payer: '' };
  return { ...empty, kind: 'paid', fund: last?.fund ?? 'core', currency, day };
}

/** The form of a correction begins with what counts now, or with what was taken back. */
export function correctedCost({ shown, history }: CostMatter, day: string): TypedCost {
  const { kind, fund, amount, currency, payer, person, note, ...entry } =
    shown.amount === undefined ? (history.findLast((each) => each.amount !== undefined) ?? shown) : shown;
  const code = currency ?? 'EUR';
  return {
    kind: kind ?? 'paid',
    fund: fund ?? 'core',
    amount: isAmount(amount) ? decimalOf(amount, code) : '',
    currency: code,
    payer: payer ?? '',
    person: person ?? '',
    day: entry.day ?? day,
    note: note ?? '',
    reason: '',
  };
}

/** A code of three letters that there is. */
export function isKnownCurrency(code: string): boolean {
  return isCurrency(code) && Intl.supportedValuesOf('currency').includes(code);
}

/** What the form says, or null while its amount or its currency cannot be read. */
export function costTyped({ kind, fund, currency, payer, day, note, ...typed }: TypedCost): NewCost | null {
  const amount = isKnownCurrency(currency) ? amountTyped(typed.amount, currency) : null;
  if (amount === null) return null;
  return { kind, fund, amount, currency, payer, day, note, person: typed.person === '' ? null : typed.person };
}
