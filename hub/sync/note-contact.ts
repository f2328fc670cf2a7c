/** What the hub writes down about a device with each answer: its next ticket, what it is told, how far it has read. */
import { toHex } from '../../shared/base/bytes.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import { noteSettled, type SaidReading } from '../compaction/note-settled.ts';
import { certify } from '../trust/certify.ts';
import type { PagesGiven } from './decide-pages.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from './hub-store.ts';
import { firstTicket, judgeTicket, nextTickets, ticketSize } from './ticket.ts';

/**
 * Writes what this contact changes in the device's row: its next ticket, its declared figures, what it is told. An exchange
 * that moved nothing leaves the ticket, so that the device has nothing to write down ([DV3]).
 */
export async function moveOn(
  tx: HubTransaction,
  ports: ExchangePorts,
  { hub, device }: { readonly hub: HubIdentity; readonly device: Device },
  message: Pick<SyncRequest, 'ticket' | 'waiting' | 'incarnation' | 'wantsCertificate'> & {
    readonly moved: boolean;
    /** From which grants version on the hub's newest key is known. */
    readonly keySince: number;
  },
): Promise<{ ticket: string; identity: DeviceIdentity | null }> {
  const now = ports.clock.now();
  const verdict = judgeTicket(device, message.ticket);
  const version = await tx.grantsVersion();
  // When the last answer may not have arrived, what it told is told again.
  const identityChanged =
    verdict !== 'foreign' &&
    (verdict !== 'current' ||
      message.wantsCertificate === true ||
      (device.renewAt !== null && device.renewAt <= now) ||
      message.keySince > device.grantsVersion ||
      (version > device.grantsVersion && (await tx.grantsChanged(device.persons, device.grantsVersion))));
  const stays = verdict === 'current' && !message.moved && !identityChanged && device.ticket !== firstTicket;
  const ticket = stays ? device.ticket : toHex(ports.random.bytes(ticketSize));
  const certified = identityChanged ? await certify(tx, ports, hub, device) : null;
  await tx.saveDevice({
    ...device,
    ...nextTickets(device, verdict, ticket),
    ...certified?.kept,
    cloneSuspectedAt: device.cloneSuspectedAt ?? (verdict === 'foreign' ? now : null),
    lastContact: now,
    declaredWaiting: message.waiting,
    // What was not told is not known.
    grantsVersion: verdict === 'foreign' ? device.grantsVersion : version,
    incarnation: message.incarnation,
    newLifeAt: beginsNewLife(device, message.incarnation) ? now : device.newLifeAt,
  });
  return { ticket, identity: certified?.identity ?? null };
}

/** A device that was here before and now speaks as another incarnation ([DV1], [DV2]). */
function beginsNewLife({ incarnation }: Device, spoken: string): boolean {
  return incarnation !== null && incarnation !== spoken;
}

/** Notes where a device is with this answer, and where it is for sure ([CP3]). */
export async function noteReading(
  tx: HubTransaction,
  device: Device,
  given: PagesGiven,
  said: SaidReading,
): Promise<void> {
  await tx.saveCursors(device.id, cursorsAfter(said.cursors, given, said.readable));
  // A place of another history, from before the hub was restored, says nothing of what was read of this one.
  const rewound = new Set(given.scopes.flatMap((one) => (one.rewound ? one.scope : [])));
  await noteSettled(tx, device, { ...said, cursors: said.cursors.filter(({ scope }) => !rewound.has(scope)) });
}

/**
 * How far a device is once it has this answer. Should the answer be lost, its next request says how far it really is.
 */
function cursorsAfter(
  said: SyncRequest['cursors'],
  { scopes, packedTo }: Pick<PagesGiven, 'scopes' | 'packedTo'>,
  readable: readonly string[],
): { scope: string; seq: number }[] {
  const read = new Map([...[...said, ...scopes].map(({ scope, seq }) => [scope, seq] as const), ...packedTo]);
  return [...read].filter(([scope]) => readable.includes(scope)).map(([scope, seq]) => ({ scope, seq }));
}
