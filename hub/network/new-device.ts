import type { Device } from '../sync/hub-store.ts';
import { firstTicket } from '../sync/ticket.ts';

/** A device as it is when it is enrolled: nobody has heard of it yet. */
export function newDevice(
  said: Pick<Device, 'id' | 'name' | 'publicKey' | 'persons' | 'enrolledAt' | 'grantsVersion'>,
): Device {
  return {
    ...said,
    revokedAt: null,
    ticket: firstTicket,
    ticketBefore: null,
    cloneSuspectedAt: null,
    lastContact: null,
    declaredWaiting: 0,
    incarnation: null,
    newLifeAt: null,
    certificate: null,
    renewAt: null,
  };
}
