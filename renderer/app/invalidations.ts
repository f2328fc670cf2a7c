import { recordKeys } from '../data/record-queries.ts';
import type { Feature } from '../feature.ts';

/** By record type, what all features declare as `invalidates` and the rows of the staleness board that read the type. */
export function invalidationsOf(features: readonly Feature[]): Feature['invalidates'] {
  const keys: Record<string, (readonly unknown[])[]> = {};
  const add = (type: string, more: readonly (readonly unknown[])[]) => {
    keys[type] = [...(keys[type] ?? []), ...more];
  };
  for (const feature of features) {
    for (const [type, more] of Object.entries(feature.invalidates)) add(type, more);
    for (const row of feature.stale ?? []) for (const type of row.types) add(type, [[...recordKeys.counted, row.id]]);
  }
  return keys;
}
