import type { Feature } from '../feature.ts';

/** The namespaces whose words stand outside the screens of their feature: in the rail, the palette, on home and its board. */
export function frameNamespaces(features: readonly Feature[]): string[] {
  const spoken = features.filter(
    ({ rail, commands, search, everything, recordTypes, home, stale }) =>
      rail ?? commands ?? search ?? everything ?? recordTypes ?? home ?? stale,
  );
  return spoken.map(({ namespace }) => namespace);
}
