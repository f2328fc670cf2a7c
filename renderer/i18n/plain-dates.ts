import type { DateLength, Formatters } from './format.ts';

/** Days as a reader says them: `23 Nov 2026`, or both ends. Plain dates know no zone. */
export function daysText(format: Formatters, start: unknown, end: unknown): string {
  if (typeof start !== 'string') return '';
  const first = dayText(format, start, 'medium');
  return typeof end !== 'string' || end === start ? first : `${first} – ${dayText(format, end, 'medium')}`;
}

/** One plain date. Noon keeps it on its day in every zone but the farthest, and the formatter's zone is not ours to know. */
export function dayText(format: Formatters, day: string, length: DateLength): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return format.date(new Date(year, month - 1, date, 12), length);
}
