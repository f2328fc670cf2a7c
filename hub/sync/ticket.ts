/** The rotating ticket (sync.md 21): each reply gives the next one, so that two machines on one disk image show up. */
import type { Device } from './hub-store.ts';

export const ticketSize = 16;

/** Stands for the ticket of a device that has never been answered: it presents none. */
export const firstTicket = '00'.repeat(ticketSize);

/**
 * What a presented ticket says. `repeated`: the last answer was lost on its way, which is harmless. `foreign`: somebody
 * else went on from the same disk, or an old disk came back; the work is still taken, the device is flagged.
 */
export function judgeTicket(device: Pick<Device, 'ticket' | 'ticketBefore'>, presented: string | null) {
  const ticket = presented ?? firstTicket;
  if (ticket === device.ticket) return 'current' as const;
  return ticket === device.ticketBefore ? ('repeated' as const) : ('foreign' as const);
}
