/** Enrolment: a one-time code and a public key become a device, and the device learns who it is. */
import { equalBytes, fromHex } from '../../shared/base/bytes.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { type EnrolFailure, type EnrolRequest, enrolmentDigest } from '../../shared/protocol/enrolment.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { everDeciders } from '../coordinator/access.ts';
import { newDevice } from '../network/new-device.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, EnrolmentCode, HubTransaction } from '../sync/hub-store.ts';
import { certify } from '../trust/certify.ts';
import { isOpen, readCode } from './code.ts';

/**
 * Uses up a code. A wrong secret costs the code one of its five tries, and that stays so although the request fails:
 * expected failures commit. Whoever asks without a good code learns nothing about codes.
 */
export async function enrol(
  tx: HubTransaction,
  ports: ExchangePorts,
  request: EnrolRequest,
): Promise<Result<DeviceIdentity, EnrolFailure>> {
  if (request.protocol !== PROTOCOL_VERSION) {
    return fail({ kind: 'version-mismatch', ours: PROTOCOL_VERSION, theirs: request.protocol });
  }
  const refused = fail({ kind: 'code-refused' } as const);
  const publicKey = fromHex(request.publicKey);
  if (!ports.verify(publicKey, enrolmentDigest(request.code), fromHex(request.proof))) return refused;
  const typed = readCode(request.code);
  const code = typed === null ? null : await tx.lockCode(typed.selector);
  const now = ports.clock.now();
  if (typed === null || code === null) return refused;
  const mine = await deviceMadeBefore(tx, code, { publicKey, secretHash: typed.secretHash, now });
  if (mine !== null) return ok(await tell(tx, ports, mine));
  if (!isOpen(code, now) || (await isOutgrown(tx, code))) return refused;
  // Hashes of random secrets: comparing them in the usual way gives nothing away.
  if (code.secretHash !== typed.secretHash) {
    await tx.saveCode({ ...code, triesLeft: code.triesLeft - 1 });
    return refused;
  }
  const known = (await tx.allDevices()).find((device) => equalBytes(device.publicKey, publicKey));
  if (known !== undefined) {
    if (!isUnheard(known, code)) return refused;
    await tx.saveCode({ ...code, usedBy: known.id });
    return ok(await tell(tx, ports, known));
  }
  const device = newDevice({
    id: uuidv7(ports.clock, ports.random),
    name: request.deviceName,
    publicKey,
    persons: code.persons,
    enrolledAt: now,
    grantsVersion: await tx.grantsVersion(),
  });
  await tx.addDevice(device);
  await tx.saveCode({ ...code, usedBy: device.id });
  return ok(await tell(tx, ports, device));
}

/** Whether several gave one of its people a role since a coordinator made it alone: such a device comes from the hub's machine ([GV1]). */
async function isOutgrown(tx: HubTransaction, { madeBy, persons }: EnrolmentCode): Promise<boolean> {
  return madeBy !== null && (await everDeciders(tx, persons)).size > 0;
}

/**
 * Whether a key that made a device may use another code: the answer to the first one was lost, and the code ran out before it was
 * asked for again. Whoever was heard since, or is to be somebody else's, is no such device.
 */
function isUnheard({ revokedAt, lastContact, persons }: Device, code: EnrolmentCode): boolean {
  const isSamePeople = persons.length === code.persons.length && persons.every((one) => code.persons.includes(one));
  return revokedAt === null && lastContact === null && isSamePeople;
}

/** Who the device is, with its certificate. */
async function tell(tx: HubTransaction, ports: ExchangePorts, device: Device): Promise<DeviceIdentity> {
  const { identity, kept } = await certify(tx, ports, await tx.hub(), device);
  await tx.saveDevice({ ...device, ...kept });
  return identity;
}

/** The device that this key became with this code: the answer that told it was lost on its way. */
async function deviceMadeBefore(
  tx: HubTransaction,
  code: EnrolmentCode,
  asks: { readonly publicKey: Uint8Array; readonly secretHash: string; readonly now: number },
): Promise<Device | null> {
  if (code.usedBy === null || code.secretHash !== asks.secretHash || asks.now >= code.expiresAt) return null;
  const device = await tx.device(code.usedBy);
  return device?.revokedAt === null && equalBytes(device.publicKey, asks.publicKey) ? device : null;
}
