import type { Feature } from '../feature.ts';

/** What all features declare as `invalidates`, by record type. */
export function invalidationsOf(features: readonly Feature[]): Feature['invalidates'] {
  const keys: Record<string, (readonly unknown[])[]> = {};
  for (const feature of features) {
    for (const [type, more] of Object.entries(feature.invalidates)) keys[type] = [...(keys[type] ?? []), ...more];
  }
  return keys;
}
