import type { Clock, Random } from '../../shared/base/ports.ts';
import { makeAccount, resetAccount } from '../accounts/decide-set-up.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { samplePeople } from './sample-network.ts';

/** Signs in as this on the sample network. */
export const sampleAccountName = 'anneke';

/** Makes the account of the sample's coordinator; a new set-up code at each start until it is set up, null afterwards. */
export async function setUpSampleCoordinator(
  tx: HubTransaction,
  ports: { readonly clock: Clock; readonly random: Random },
): Promise<string | null> {
  const account = await tx.lockAccountNamed(sampleAccountName);
  if (account?.passphrase) return null;
  if (account !== null) return resetAccount(tx, ports, account);
  const made = await makeAccount(tx, ports, { person: samplePeople.coordinator.person, name: sampleAccountName });
  return made.code;
}
