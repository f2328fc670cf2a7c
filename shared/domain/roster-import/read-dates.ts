/** Dates as rosters write them. What can be read in two ways is said to be so, and never guessed. */
import { dayAfter, utcDay } from '../../base/plain-date.ts';

/** How a date is written: 2026-11-23, 23.11.2026, 23/11/2026 or 11/23/2026, 23-Nov-2026, or a spreadsheet's day number. */
export type DateKind = 'iso' | 'dotted' | 'slashed' | 'named' | 'serial' | 'other';

export type DateReading =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'empty' }
  /** `mixed`: the column holds several ways of writing; `ambiguous`: day or month first is open; `unreadable`. */
  | { readonly kind: 'flagged'; readonly why: 'mixed' | 'ambiguous' | 'unreadable' };

/** What a person says of the dates of a column: the day is written first, or the month. */
export const dateOrders = ['day', 'month'] as const;
export type DateOrder = (typeof dateOrders)[number];

/**
 * Reads the dates of one column together: only together do they tell how they are meant. What they leave open, or write
 * in several ways, is read only when a person has said which number comes first.
 */
export function readDates(column: readonly string[], said: DateOrder | null = null): DateReading[] {
  const kinds = new Set(column.flatMap((value) => (value.trim() === '' ? [] : [dateKind(value)])));
  kinds.delete('other');
  const isMixed = kinds.size > 1 && said === null;
  const order = said ?? dayMonthOrder(column);
  return column.map((value) => readDate(value.trim(), isMixed, order));
}

function readDate(value: string, isMixed: boolean, order: DateOrder | null): DateReading {
  if (value === '') return { kind: 'empty' };
  const kind = dateKind(value);
  if (kind === 'other') return { kind: 'flagged', why: 'unreadable' };
  // ISO 8601 says what it means whatever stands around it.
  if (isMixed && kind !== 'iso') return { kind: 'flagged', why: 'mixed' };
  if (kind === 'slashed' && order === null) return { kind: 'flagged', why: 'ambiguous' };
  const date = dateOf(value, kind, order);
  return date === null ? { kind: 'flagged', why: 'unreadable' } : { kind: 'date', date };
}

export function dateKind(text: string): DateKind {
  const value = text.trim();
  // A workbook may keep a time beside the day.
  if (/^\d{4}-\d{1,2}-\d{1,2}(?: \d{2}:\d{2})?$/.test(value)) return 'iso';
  if (/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(value)) return 'dotted';
  if (/^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/.test(value)) return 'slashed';
  if (/^\d{1,2}[- ]\p{L}{3,9}\.?[- ]\d{4}$/u.test(value)) return 'named';
  return /^[2-6]\d{4}$/.test(value) ? 'serial' : 'other';
}

/** Which number comes first, when some row shows it and none shows the contrary. */
function dayMonthOrder(column: readonly string[]): DateOrder | null {
  const slashed = column
    .filter((value) => dateKind(value) === 'slashed')
    .map((value) => value.split(/[/-]/).map(Number));
  const dayFirst = slashed.some(([first = 0]) => first > 12);
  const monthFirst = slashed.some(([, second = 0]) => second > 12);
  if (dayFirst === monthFirst) return null;
  return dayFirst ? 'day' : 'month';
}

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dateOf(value: string, kind: DateKind, order: DateOrder | null): string | null {
  const parts = value.split(/[-./ ]+/);
  const numbers = parts.map(Number);
  const [a = 0, b = 0, c = 0] = numbers;
  switch (kind) {
    case 'iso':
      return plainDate(a, b, c);
    case 'dotted':
      return plainDate(c, b, a);
    case 'slashed':
      return order === 'day' ? plainDate(c, b, a) : plainDate(c, a, b);
    case 'named':
      return plainDate(c, englishMonths.indexOf((parts[1] ?? '').slice(0, 3).toLowerCase()) + 1, a);
    case 'serial':
      // Day 25569 of a spreadsheet is 1 January 1970.
      return dayAfter('1970-01-01', a - 25_569);
    default:
      return null;
  }
}

/** `YYYY-MM-DD`, or null when the calendar has no such day. */
function plainDate(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal && month > 0 ? utcDay(at.getTime()) : null;
}
