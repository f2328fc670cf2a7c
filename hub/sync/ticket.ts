/** The rotating ticket: each reply gives the next one, so that two machines on one disk image show up. */
import type { Device } from './hub-store.ts';

export const ticketSize = 16;

/** Stands for the ticket of a device that has never been answered: it presents none. */
export const firstTicket = '00'.repeat(ticketSize);

/**
 * What a presented ticket says. `repeated`: the last answer was lost on its way, which is harmless. `foreign`: somebody
 * else went on from the same disk, an old disk came back, or an old request was recorded and is played again; what it brings
 * is still taken, the device is flagged, and it is given nothing but a ticket. `renewed`: it comes back with that ticket,
 * which only who holds the key can do.
 */
export function judgeTicket(device: Pick<Device, 'ticket' | 'ticketBefore'>, presented: string | null) {
  const ticket = presented ?? firstTicket;
  if (ticket === device.ticket) return device.ticketBefore === ticket ? ('renewed' as const) : ('current' as const);
  return ticket === device.ticketBefore ? ('repeated' as const) : ('foreign' as const);
}

/** The tickets of a device after an answer. What answers a foreign one is its own predecessor, until it is used. */
export function nextTickets(
  device: Pick<Device, 'ticket' | 'ticketBefore'>,
  verdict: ReturnType<typeof judgeTicket>,
  ticket: string,
): Pick<Device, 'ticket' | 'ticketBefore'> {
  if (verdict === 'foreign') return { ticket, ticketBefore: ticket };
  return {
    ticket,
    ticketBefore: verdict === 'repeated' || ticket === device.ticket ? device.ticketBefore : device.ticket,
  };
}
