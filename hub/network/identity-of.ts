import { toHex } from '../../shared/base/bytes.ts';
import type { DeviceIdentity, HubKey } from '../../shared/domain/identity.ts';
import type { Device, HubIdentity, HubSigningKey, HubTransaction } from '../sync/hub-store.ts';

/** Who a device is to the hub: its people, their grants in force, and the scopes that those name. */
export async function identityOf(
  tx: HubTransaction,
  hub: HubIdentity,
  device: Pick<Device, 'id' | 'publicKey' | 'persons'>,
  tellsScopes = false,
): Promise<DeviceIdentity> {
  const grants = await tx.grants(device.persons);
  const held = [...new Set(grants.map(({ scope }) => scope))];
  const others = tellsScopes ? await tx.scopesBut(held) : [];
  await tx.seeAlso(grants.map(({ scope }) => scope));
  return {
    device: device.id,
    hub: hub.id,
    publicKey: toHex(device.publicKey),
    sample: hub.sample,
    networkName: hub.networkName,
    profiles: [...(await tx.persons(device.persons))],
    scopes: [...(await tx.scopes(held))],
    grants: grants.map(({ kinds, roles, ...grant }) => ({
      ...grant,
      roles: [...roles],
      ...(kinds === undefined ? {} : { kinds: [...kinds] }),
    })),
    ...(others.length === 0 ? {} : { others: [...others] }),
    ...(hub.keys.length === 0 ? {} : { hubKeys: hub.keys.map(publicPart) }),
  };
}

function publicPart({ publicKey, endorsement }: HubSigningKey): HubKey {
  return endorsement === null ? { publicKey } : { publicKey, endorsement };
}
