import type { Clock, Random } from '../../shared/base/ports.ts';

/** The clock and the random source of this page, for commands that make records. */
export const pageClock: Clock = { now: () => Date.now() };
export const pageRandom: Random = { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) };

/** Today as a plain date, as the calendar of this laptop counts it. */
export function pageToday(): string {
  return pageDayOf(pageClock.now());
}

/** The plain date on which a moment falls, as the calendar of this laptop counts it. */
export function pageDayOf(moment: number): string {
  const at = new Date(moment);
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
