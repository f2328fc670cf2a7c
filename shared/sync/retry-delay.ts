/** When to try again after failures ([BG2]). */
export interface RetryTimes {
  /** Milliseconds that the first wait is drawn from; doubles with each further failure. */
  readonly first: number;
  readonly longest: number;
}

/**
 * Full jitter: a random share of a time that doubles. A hub that comes back is met by its devices one after another,
 * however many lost it at the same moment. `random` gives numbers from 0 to 1.
 */
export function retryDelay(failures: number, { first, longest }: RetryTimes, random: () => number): number {
  const most = Math.min(longest, first * 2 ** Math.min(Math.max(failures, 1) - 1, 30));
  return Math.round(most * random());
}
