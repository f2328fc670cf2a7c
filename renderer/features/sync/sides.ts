/** Which of several values is "yours" to the person who settles, and in which order they stand. */
import type { Head } from '../../../shared/domain/record-state.ts';

export interface Side {
  readonly head: Head;
  /** `other` and `shown` when neither value is from this person: the one on the screen so far, and another. */
  readonly role: 'theirs' | 'yours' | 'shown' | 'other';
}

/**
 * The values to choose from, yours (or the one shown so far) last, as the screen draws them. Equal values collapse: who
 * wrote the same twice is no choice.
 */
export function sidesOf(heads: readonly Head[], me: { readonly person: string; readonly device: string }): Side[] {
  const distinct = heads.filter(
    (head, place) => heads.findIndex((other) => JSON.stringify(other.value) === JSON.stringify(head.value)) === place,
  );
  const mine = distinct.filter((head) => head.author === me.person);
  const own = mine.findLast((head) => head.device === me.device) ?? mine.at(-1);
  if (own !== undefined) {
    const others = distinct.filter((head) => head !== own);
    return [...others.map((head) => ({ head, role: 'theirs' }) as const), { head: own, role: 'yours' }];
  }
  const [shown, ...rest] = distinct;
  if (shown === undefined) return [];
  return [...rest.map((head) => ({ head, role: 'other' }) as const), { head: shown, role: 'shown' }];
}
