import { countBefore } from '../base/count-before.ts';

/**
 * The same items with the first `count` of them in order and the others behind, as they come: what a list needs to show its
 * first rows before it has sorted twenty thousand.
 */
export function firstInOrder<T>(items: readonly T[], compare: (a: T, b: T) => number, count: number): T[] {
  const first: T[] = [];
  const others: T[] = [];
  for (const item of items) {
    const last = first.at(-1);
    if (first.length === count && last !== undefined && compare(item, last) >= 0) {
      others.push(item);
      continue;
    }
    // Behind those that are equal to it, so that the order of coming decides between them.
    first.splice(
      countBefore(first, (one) => compare(one, item) <= 0),
      0,
      item,
    );
    if (first.length > count) others.push(first.pop() as T);
  }
  return [...first, ...others];
}
