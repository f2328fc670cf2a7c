/** Revocations as the hub makes them: one person is enough, and none is taken back ([RV1]). */
import { toHex } from '../../shared/base/bytes.ts';
import type { DeviceId, PersonId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { openRevocation, type Revocation, revocationBody, revocationOf } from '../../shared/protocol/revocation.ts';
import { encodeStatement } from '../../shared/protocol/statement.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { state } from './state.ts';

type Ports = Pick<ExchangePorts, 'clock' | 'sign'>;

/**
 * Withdraws a device's key: it is refused at its next request, and everybody else is told. A second time changes nothing, but that a
 * device that was only revoked may be asked to wipe itself ([WP4]). A hub without a key can ask for no wipe: then nothing is done, so that
 * nobody counts on it.
 */
export async function revoke(
  tx: HubTransaction,
  ports: Ports,
  device: Device,
  { by, wipe = false }: { readonly by: PersonId | null; readonly wipe?: boolean },
): Promise<Result<{ readonly device: DeviceId; readonly revokedAt: number }, Failure<'hub-has-no-key'>>> {
  const hub = await tx.hub();
  if (wipe && hub.keys.length === 0) return fail({ kind: 'hub-has-no-key' });
  const revokedAt = device.revokedAt ?? ports.clock.now();
  await tx.saveDevice({ ...device, revokedAt });
  if (device.revokedAt === null || wipe) {
    const said = { device: device.id, serial: null, by, at: revokedAt, ...(wipe ? { wipe } : {}) };
    await addRevocation(tx, ports, hub, said);
  }
  return ok({ device: device.id, revokedAt });
}

/** Says that a device, or one certificate of it, counts no more; nothing while the hub has no key. */
export async function addRevocation(
  tx: HubTransaction,
  ports: Ports,
  hub: HubIdentity,
  { at = ports.clock.now(), ...what }: Omit<Revocation, 'hub' | 'at'> & { readonly at?: number },
): Promise<void> {
  const known = await tx.revocationsOf(what.device);
  if (known.some(({ serial, wipe }) => serial === what.serial && (wipe === true || what.wipe !== true))) return;
  const revocation = { ...what, at, hub: hub.id };
  const statement = state(ports, hub, 'revocation', revocationBody(revocation));
  if (statement === null) return;
  await tx.addRevocations([{ ...revocation, statement: toHex(encodeStatement(statement)) }]);
}

/** What was revoked before the hub signed revocations is said now; a second time says nothing. */
export async function sayFormerRevocations(tx: HubTransaction, ports: Ports): Promise<void> {
  const hub = await tx.hub();
  for (const { id: device, revokedAt } of await tx.allDevices()) {
    if (revokedAt !== null) await addRevocation(tx, ports, hub, { device, serial: null, by: null, at: revokedAt });
  }
}

/** The statement that a revoked device is shown: it believes the hub's key and no status ([RV5]). Null when there is none. */
export async function statementFor(tx: HubTransaction, device: DeviceId): Promise<string | null> {
  return revocationOf(await tx.revocationsOf(device), device)?.statement ?? null;
}

/** A restored hub takes back what it said itself and lost; the devices named are refused from now on ([RV6]). */
export async function takeRevocations(
  tx: HubTransaction,
  { verify }: Pick<ExchangePorts, 'verify'>,
  { id, keys }: HubIdentity,
  statements: readonly string[],
): Promise<number> {
  const given = [];
  const asDevicesKnow = keys.map(({ publicKey }) => ({ publicKey }));
  for (const statement of statements) {
    const opened = await openRevocation(statement, { hub: id, keys: asDevicesKnow, verify });
    if (opened !== null) given.push(opened);
  }
  const added = await tx.addRevocations(given);
  for (const { device: lost, serial, at } of added) {
    const device = serial === null ? await tx.lockDevice(lost) : null;
    if (device !== null && device.revokedAt === null) await tx.saveDevice({ ...device, revokedAt: at });
  }
  return added.length;
}
