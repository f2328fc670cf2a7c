/** Fractional keys for ordered children: a move is one operation on the record that moves. */
import { generateKeyBetween } from 'fractional-indexing';

export interface Ordered {
  readonly id: string;
  readonly order?: string | undefined;
}

/** In order; ties and records without a key by id, those without a key last. */
export function inOrder<T extends Ordered>(items: readonly T[]): T[] {
  const keyOf = (item: Ordered) => item.order ?? '\uffff';
  return [...items].sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left !== right) return left < right ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
}

/** The key of a record that comes after all of these. */
export function keyAtEnd(items: readonly Ordered[]): string {
  return keyBetween(inOrder(items).findLast(({ order }) => order !== undefined)?.order, undefined);
}

/**
 * The key that moves a record one place up (-1) or down (1) among these; null at the edge. Where two neighbours have one
 * key, made apart on two laptops, the record goes past both.
 */
export function keyAfterMove(items: readonly Ordered[], id: string, by: -1 | 1): string | null {
  const listed = inOrder(items);
  const at = listed.findIndex((item) => item.id === id);
  if (at < 0 || listed[at + by] === undefined) return null;
  return by === 1
    ? keyBetween(listed[at + 1]?.order, nextKey(listed, at + 1))
    : keyBetween(previousKey(listed, at - 1), listed[at - 1]?.order);
}

/** The first key after that place which is really larger. */
function nextKey(listed: readonly Ordered[], at: number): string | undefined {
  const key = listed[at]?.order ?? '';
  return listed.slice(at + 1).find(({ order }) => order !== undefined && order > key)?.order;
}

function previousKey(listed: readonly Ordered[], at: number): string | undefined {
  const key = listed[at]?.order ?? '\uffff';
  return listed.slice(0, at).findLast(({ order }) => order !== undefined && order < key)?.order;
}

/** A key between two others; undefined at the edge. */
export function keyBetween(before: string | undefined, after: string | undefined): string {
  return generateKeyBetween(isKey(before) ? before : null, isKey(after) ? after : null);
}

/** Keys of other programs may not be ours; they sort, and nothing is made from them. */
function isKey(key: string | undefined): key is string {
  if (key === undefined) return false;
  try {
    generateKeyBetween(key, null);
    return true;
  } catch {
    return false;
  }
}
