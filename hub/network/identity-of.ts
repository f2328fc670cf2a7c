import { toHex } from '../../shared/base/bytes.ts';
import type { DeviceIdentity, HubKey } from '../../shared/domain/identity.ts';
import type { Device, HubIdentity, HubSigningKey, HubTransaction } from '../sync/hub-store.ts';

/** Who a device is to the hub: its people, their grants in force, and the scopes that those name. */
export async function identityOf(
  tx: HubTransaction,
  hub: HubIdentity,
  device: Pick<Device, 'id' | 'publicKey' | 'persons'>,
): Promise<DeviceIdentity> {
  const grants = await tx.grants(device.persons);
  await tx.seeAlso(grants.map(({ scope }) => scope));
  return {
    device: device.id,
    hub: hub.id,
    publicKey: toHex(device.publicKey),
    sample: hub.sample,
    networkName: hub.networkName,
    profiles: [...(await tx.persons(device.persons))],
    scopes: [...(await tx.scopes([...new Set(grants.map(({ scope }) => scope))]))],
    grants: grants.map((grant) => ({ ...grant, roles: [...grant.roles] })),
    ...(hub.keys.length === 0 ? {} : { hubKeys: hub.keys.map(publicPart) }),
  };
}

function publicPart({ publicKey, endorsement }: HubSigningKey): HubKey {
  return endorsement === null ? { publicKey } : { publicKey, endorsement };
}
