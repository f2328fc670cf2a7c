/** Device certificates as the hub gives them: with every word about who a device is ([DC5]). */
import { toHex } from '../../shared/base/bytes.ts';
import type { PersonId } from '../../shared/base/ids.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import {
  certificateBody,
  certificateIn,
  certificateLifeMs,
  type DeviceCertificate,
  holdersOf,
  leaseBounds,
  renewalDueAt,
} from '../../shared/protocol/device-certificate.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import { encodeStatement } from '../../shared/protocol/statement.ts';
import { identityOf } from '../network/identity-of.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { addRevocation } from './revoke.ts';
import { state } from './state.ts';

type Ports = Pick<ExchangePorts, 'clock' | 'sign' | 'leaseDays' | 'tellsScopes'>;

/** Days between the bounds: for whoever says nothing else. */
const usualLeaseDays = 60;

export interface Certified {
  readonly identity: DeviceIdentity;
  /** What the device's row keeps of it. */
  readonly kept: Pick<Device, 'certificate' | 'renewAt'>;
}

/**
 * Who a device is, with its certificate: the one that it has while that says the same and is young, else a new one. What a
 * former one says too much is revoked. A hub without a key certifies nobody.
 */
export async function certify(tx: HubTransaction, ports: Ports, hub: HubIdentity, device: Device): Promise<Certified> {
  const identity = await identityOf(tx, hub, device, ports.tellsScopes);
  const key = hub.keys.at(-1);
  if (key === undefined) return { identity, kept: { certificate: null, renewAt: null } };
  const now = ports.clock.now();
  const holders = holdersOf(device.persons, identity.grants);
  const former = certificateIn({ certificate: device.certificate ?? undefined });
  const stays =
    former !== null &&
    now < (device.renewAt ?? 0) &&
    former.statement.key === hubKeyId(key.publicKey) &&
    JSON.stringify(former.certificate.holders) === JSON.stringify(holders);
  if (stays) return withCertificate(identity, device.certificate as string, device.renewAt);
  if (former !== null && saysTooMuch(former.certificate, holders, now)) {
    await addRevocation(tx, ports, hub, { device: device.id, serial: former.serial, by: null });
  }
  const certificate: DeviceCertificate = {
    hub: hub.id,
    device: device.id,
    publicKey: identity.publicKey,
    holders,
    issuedAt: now,
    notAfter: now + certificateLifeMs,
    leaseDays: Math.min(Math.max(ports.leaseDays ?? usualLeaseDays, leaseBounds.least), leaseBounds.most),
  };
  const statement = state(ports, hub, 'device certificate', certificateBody(certificate));
  if (statement === null) throw new Error('A hub that has a key signs.');
  return withCertificate(identity, toHex(encodeStatement(statement)), renewalDueAt(certificate));
}

function withCertificate(identity: DeviceIdentity, certificate: string, renewAt: number | null): Certified {
  return { identity: { ...identity, certificate }, kept: { certificate, renewAt } };
}

/** Whether a certificate that still counts names a role that its holder has not any more. */
function saysTooMuch(
  { holders, notAfter }: DeviceCertificate,
  now: DeviceCertificate['holders'],
  time: number,
): boolean {
  const held = new Set(rolesIn(now, time));
  return time < notAfter && rolesIn(holders, time).some((one) => !held.has(one));
}

/** What it says that counts still: a role that ended by itself says nothing any more. */
function rolesIn(holders: DeviceCertificate['holders'], time: number): string[] {
  return holders.flatMap(({ person, grants }) =>
    grants.flatMap(({ scope, roles, until }) =>
      until !== undefined && until <= time ? [] : roles.map((role) => `${person} ${scope} ${role} ${until ?? ''}`),
    ),
  );
}

/**
 * After roles were taken from a person, by somebody or by the hub itself: the certificates that still name them are revoked, not when
 * the device next calls ([RV3]).
 */
export async function withdrawOutgrown(
  tx: HubTransaction,
  ports: Ports,
  person: PersonId,
  by: PersonId | null = null,
): Promise<void> {
  const hub = await tx.hub();
  const now = ports.clock.now();
  for (const device of await tx.allDevices()) {
    const former = certificateIn({ certificate: device.certificate ?? undefined });
    if (former === null || device.revokedAt !== null || !device.persons.includes(person)) continue;
    const holders = holdersOf(device.persons, await tx.grants(device.persons));
    if (!saysTooMuch(former.certificate, holders, now)) continue;
    await addRevocation(tx, ports, hub, { device: device.id, serial: former.serial, by });
  }
}
