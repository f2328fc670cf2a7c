/** In which order the translated records are opened when all of them are. Pure. */
import type { RecordId } from '../../../shared/base/ids.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';

type Entry = Pick<CatalogueEntry, 'id' | 'parent' | 'changedAt'>;

/** A record and what belongs to it together, so that it can be counted once they are open; what changed last is first. */
export function readingOrder(entries: readonly Entry[]): RecordId[][] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const groups = new Map<RecordId, { readonly ids: RecordId[]; changedAt: number }>();
  for (const entry of entries) {
    const root = topOf(entry, ({ parent }) => known.get(parent)).id;
    const group = groups.get(root) ?? { ids: [], changedAt: 0 };
    groups.set(root, group);
    group.ids.push(entry.id);
    group.changedAt = Math.max(group.changedAt, entry.changedAt);
  }
  return [...groups.values()].sort((a, b) => b.changedAt - a.changedAt).map(({ ids }) => ids);
}

/** No declared type stands deeper below its root; a circle of damaged references ends too. */
const deepest = 4;

/** What stands above everything that `above` leads to. */
export function topOf<T>(one: T, above: (one: T) => T | undefined): T {
  let top = one;
  for (let depth = 0; depth < deepest; depth += 1) {
    const next = above(top);
    if (next === undefined) break;
    top = next;
  }
  return top;
}

/** Whole groups, as many at once as hold so many records; the first slice is small, since somebody waits for it. */
export function* slicesOf(groups: readonly RecordId[][], first: number, others: number): Generator<RecordId[][]> {
  let slice: RecordId[][] = [];
  let [room, size] = [first, 0];
  for (const group of groups) {
    slice.push(group);
    size += group.length;
    if (size < room) continue;
    yield slice;
    [slice, size, room] = [[], 0, others];
  }
  if (slice.length > 0) yield slice;
}
