import type { HubTransaction } from './hub-store.ts';

/** A revoked device may fill this much of the hub and no more; what it is not relieved of, it keeps. */
const heldPerRevokedDevice = 10_000;

/** Whether more of a revoked device may be held ([HB5]). */
export async function hasRoomToHold(tx: HubTransaction, device: string): Promise<boolean> {
  const counts = (await tx.heldCounts()).filter((held) => held.device === device);
  return counts.reduce((sum, { count }) => sum + count, 0) < heldPerRevokedDevice;
}
