import { type Feature, type StaleRow, staleDays } from '../../feature.ts';

/** The rows of every feature, in the order of the board. */
export function staleRows(features: readonly Feature[]): readonly StaleRow[] {
  return features.flatMap((feature) => feature.stale ?? []).sort((a, b) => a.order - b.order);
}

/** Place of a day on the axis, 0 to 1 in reading direction; what lies beyond stands at its end. */
export function placeOnAxis(days: number): number {
  return (Math.max(-staleDays, Math.min(staleDays, days)) + staleDays) / (2 * staleDays);
}
