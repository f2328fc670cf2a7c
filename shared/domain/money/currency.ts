/** Amounts in whole smallest units: how many make one of a currency, how they are typed and written ([MN5], [MN7]). */
import { plainDigits } from '../plain-digits.ts';

/** The most that one entry says: enough for any course, and sums of thousands of them are still whole numbers. */
export const mostAmount = 1e12;

/**
 * Digits after the point as ISO 4217 has them, where they are not two. A list of our own: engines come with different
 * ones, and an amount must be the same on every laptop.
 */
const fractionDigits: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV'].map(digits(0)),
  ...['XAF', 'XOF', 'XPF'].map(digits(0)),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map(digits(3)),
]);

function digits(count: number): (code: string) => readonly [string, number] {
  return (code) => [code, count];
}

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** How many digits the smallest unit stands behind the point. */
export function digitsOf(currency: string): number {
  return fractionDigits.get(currency) ?? 2;
}

export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostAmount;
}

/** The amount as a decimal with a point, for programs: `1250.00`. */
export function decimalOf(amount: number, currency: string): string {
  const count = digitsOf(currency);
  const text = String(Math.abs(amount)).padStart(count + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return count === 0 ? sign + text : `${sign}${text.slice(0, -count)}.${text.slice(-count)}`;
}

/** What somebody typed, in smallest units; null when it is not an amount of that currency. */
export function amountTyped(typed: string, currency: string): number | null {
  // Spaces and apostrophes only ever group; the Arabic separators say which they are.
  const text = plainDigits(typed)
    .replace(/[\s\u066c'’]/gu, '')
    .replaceAll('\u066b', '.');
  const parts = /^[\d.,]*\d[\d.,]*$/.test(text) ? partsOf(text, currency) : null;
  if (parts === null) return null;
  const count = digitsOf(currency);
  if (parts.fraction.length > count) return null;
  const amount = Number(parts.whole + parts.fraction.padEnd(count, '0'));
  return isAmount(amount) ? amount : null;
}

/** Whole and fraction; null for groups that are none. */
function partsOf(text: string, currency: string): { readonly whole: string; readonly fraction: string } | null {
  const marks = text.replace(/\d/g, '');
  const last = marks.at(-1);
  if (last === undefined) return { whole: text, fraction: '' };
  const at = text.lastIndexOf(last);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const earlier = marks.slice(0, -1);
  const isFraction = earlier === '' ? after.length !== 3 || digitsOf(currency) === 3 : !earlier.includes(last);
  const groups = (isFraction ? before : text).split(/[.,]/);
  const isGrouped = groups.length === 1 || groups.every((group, n) => (n === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  // Groups are parted by one mark alone.
  if (!isGrouped || new Set(isFraction ? earlier : marks).size > 1) return null;
  return { whole: groups.join('') || '0', fraction: isFraction ? after : '' };
}
