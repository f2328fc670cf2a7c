import type { CentreGlance } from '../../../shared/protocol/network-glance.ts';

/** `needs-you` does not get better by itself; `behind` does with the next contact. */
export type CentreStanding = 'needs-you' | 'behind' | 'level';

export function standingOf({ laptops, retired = 0, needing, behind, waiting, quietest }: CentreGlance): CentreStanding {
  if (needing > 0) return 'needs-you';
  // Nobody waits for retired laptops.
  if (laptops === retired) return 'level';
  return behind > 0 || waiting > 0 || quietest === null ? 'behind' : 'level';
}

const urgency: readonly CentreStanding[] = ['needs-you', 'behind', 'level'];

/** The centre that needs somebody first, then the one that is silent the longest. */
export function byUrgency(a: CentreGlance, b: CentreGlance): number {
  return (
    urgency.indexOf(standingOf(a)) - urgency.indexOf(standingOf(b)) ||
    (a.quietest ?? 0) - (b.quietest ?? 0) ||
    (a.centre < b.centre ? -1 : 1)
  );
}
