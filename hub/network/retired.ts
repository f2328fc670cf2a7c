/** Devices that nobody has heard of for so long that nothing waits for them any more ([DV4]). Pure. */
import type { Device } from '../sync/hub-store.ts';

/** 180 days, in milliseconds. */
export const usualRetireAfter = 180 * 86_400_000;

/** Since when a device is retired; null for one that is not, and for one whose key is withdrawn. */
export function retiredSince(
  { lastContact, enrolledAt, revokedAt }: Pick<Device, 'lastContact' | 'enrolledAt' | 'revokedAt'>,
  now: number,
  after = usualRetireAfter,
): number | null {
  const since = (lastContact ?? enrolledAt) + after;
  return revokedAt === null && since <= now ? since : null;
}
