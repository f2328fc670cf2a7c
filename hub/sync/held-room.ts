import type { HubTransaction } from './hub-store.ts';

/** Operations. A revoked device may fill this much of the hub and no more; what it is not relieved of, it keeps. */
const heldPerRevokedDevice = 10_000;

/**
 * Whether so many operations more of a revoked device may be held ([HB5]). While none are, any number may that comes at once: a file
 * that never fitted could never be taken, and it is bounded by itself.
 */
export async function hasRoomToHold(tx: HubTransaction, device: string, more = 1): Promise<boolean> {
  const counts = (await tx.heldCounts()).filter((held) => held.device === device);
  const held = counts.reduce((sum, { count }) => sum + count, 0);
  return held === 0 || held + more <= heldPerRevokedDevice;
}
