/** The rotating ticket (sync.md 21): each reply gives the next one, so that two machines on one disk image show up. */
import type { Device } from './hub-store.ts';

/** What a device that has never been answered presents. */
export const firstTicket = '00'.repeat(16);

/**
 * What a presented ticket says. `repeated`: the last answer was lost on its way, which is harmless. `foreign`: somebody
 * else went on from the same disk; the work is still taken, the device is flagged.
 */
export function judgeTicket(device: Pick<Device, 'ticket' | 'ticketBefore'>, presented: string) {
  if (presented === device.ticket) return 'current' as const;
  return presented === device.ticketBefore ? ('repeated' as const) : ('foreign' as const);
}
