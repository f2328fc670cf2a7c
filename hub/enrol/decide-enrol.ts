/** Enrolment: a one-time code and a public key become a device, and the device learns who it is. */
import { fromHex } from '../../shared/base/bytes.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { firstTicket } from '../sync/ticket.ts';
import { isOpen, readCode } from './code.ts';

export interface EnrolmentRequest {
  readonly code: string;
  readonly deviceName: string;
  /** Ed25519, 32 bytes in hexadecimal. */
  readonly publicKey: string;
}

/** One answer for every reason: a caller without a good code learns nothing about codes. */
export type EnrolFailure = Failure<'code-refused'>;

/**
 * Uses up a code. A wrong secret costs the code one of its five tries, and that stays so although the request fails:
 * expected failures commit.
 */
export async function enrol(
  tx: HubTransaction,
  ports: { readonly clock: Clock; readonly random: Random },
  request: EnrolmentRequest,
): Promise<Result<DeviceIdentity, EnrolFailure>> {
  const refused = fail({ kind: 'code-refused' } as const);
  const typed = readCode(request.code);
  const code = typed === null ? null : await tx.lockCode(typed.selector);
  const now = ports.clock.now();
  if (typed === null || code === null || !isOpen(code, now)) return refused;
  // Hashes of random secrets: comparing them in the usual way gives nothing away.
  if (code.secretHash !== typed.secretHash) {
    await tx.saveCode({ ...code, triesLeft: code.triesLeft - 1 });
    return refused;
  }
  const id = uuidv7(ports.clock, ports.random);
  await tx.addDevice({
    id,
    name: request.deviceName,
    publicKey: fromHex(request.publicKey),
    persons: code.persons,
    enrolledAt: now,
    revokedAt: null,
    ticket: firstTicket,
    ticketBefore: null,
    cloneSuspectedAt: null,
    lastContact: null,
    declaredWaiting: 0,
    grantsVersion: await tx.grantsVersion(),
  });
  await tx.saveCode({ ...code, usedBy: id });
  return ok(await identityOf(tx, { id, publicKey: request.publicKey, persons: code.persons }));
}

async function identityOf(
  tx: HubTransaction,
  device: { readonly id: string; readonly publicKey: string; readonly persons: readonly string[] },
): Promise<DeviceIdentity> {
  const hub = await tx.hub();
  const grants = await tx.grants(device.persons);
  return {
    device: device.id,
    hub: hub.id,
    publicKey: device.publicKey,
    sample: hub.sample,
    networkName: hub.networkName,
    profiles: [...(await tx.persons(device.persons))],
    scopes: [...(await tx.scopes([...new Set(grants.map(({ scope }) => scope))]))],
    grants: grants.map((grant) => ({ ...grant, roles: [...grant.roles] })),
  };
}
