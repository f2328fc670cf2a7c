import { dayHere } from '../../shared/base/plain-date.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';

/** The clock and the random source of this page, for commands that make records. */
export const pageClock: Clock = { now: () => Date.now() };
export const pageRandom: Random = { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) };

/** Today as a plain date, as the calendar of this laptop counts it. */
export function pageToday(): string {
  return dayHere(pageClock.now());
}
