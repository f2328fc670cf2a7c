/** Whether it is the hub that asks a laptop to wipe itself ([WP4]): a page may say so, the hub's key proves it. */
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { keysAfter } from '../../shared/protocol/hub-key.ts';
import { openRevocation } from '../../shared/protocol/revocation.ts';

/** True for a revocation of this device that asks for it, by a key that follows from the pinned one, or is it ([AU2]). */
export async function isWordOfHub(
  known: Pick<DeviceIdentity, 'hub' | 'device' | 'hubKeys'> | null,
  proof: Input<'wipe:begin'>['proof'],
): Promise<boolean> {
  if (known === null || proof === undefined) return false;
  const { hub, device, hubKeys: pinned = [] } = known;
  const keys = (await keysAfter(hub, pinned, proof.hubKeys, verifyEd25519)) ?? pinned;
  const said = await openRevocation(proof.statement, { hub, keys, verify: verifyEd25519 });
  return said !== null && said.device === device && said.serial === null && said.wipe === true;
}
