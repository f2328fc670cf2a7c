/** How long somebody waits after attempts to unlock that failed: it doubles from 1 s to 5 min. Nothing is ever wiped. */

/** Attempts that failed since the last one that did not, and when the last of them was. */
export interface FailedAttempts {
  readonly count: number;
  /** Milliseconds since 1970, by this machine. */
  readonly lastAt: number;
}

const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;

/** Milliseconds until the next attempt is looked at; 0 when now. A clock that was turned back makes nobody wait longer. */
export function waitAfter({ count, lastAt }: FailedAttempts, now: number): number {
  const delay = delayAfter(count);
  const since = now - lastAt;
  return since < 0 ? delay : Math.max(0, delay - since);
}

function delayAfter(count: number): number {
  return count <= 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(count - 1, 20));
}
