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
    first.splice(placeFor(item, first, compare), 0, item);
    if (first.length > count) others.push(first.pop() as T);
  }
  return [...first, ...others];
}

/** Behind those that are equal to it, so that the order of coming decides between them. */
function placeFor<T>(item: T, sorted: readonly T[], compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as T, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
