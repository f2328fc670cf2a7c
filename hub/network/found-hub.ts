import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import type { HubIdentity, HubStore } from '../sync/hub-store.ts';
import { giveFirstKey, type KeyPair } from './hub-key.ts';
import { fillSampleNetwork, sampleName } from './sample-network.ts';

export interface Founding {
  readonly sample: boolean;
  readonly networkName: string;
}
interface Ports {
  readonly clock: Clock;
  readonly random: Random;
}

/** A new hub's identity. */
export function newHub(ports: Ports, { sample, networkName }: Founding): Omit<HubIdentity, 'keys'> {
  return {
    id: uuidv7(ports.clock, ports.random),
    epoch: uuidv7(ports.clock, ports.random),
    networkName: sample ? sampleName : networkName,
    sample,
  };
}

/**
 * Makes sure that the hub has an identity and a key of its own, and fills the sample network. Throws when the database belongs to the other
 * kind of network: a sample can never become a real one.
 */
export async function foundHub(
  store: HubStore,
  ports: Ports & { readonly makeKey: () => KeyPair },
  founding: Founding,
): Promise<HubIdentity> {
  return store.transaction(async (tx) => {
    await tx.foundHub(newHub(ports, founding));
    const hub = await tx.hub();
    if (hub.sample !== founding.sample) {
      throw new Error(`This database holds ${hub.sample ? 'the sample' : 'a real'} network: use another data folder.`);
    }
    if (founding.sample) await fillSampleNetwork(tx);
    await giveFirstKey(tx, ports.makeKey);
    return tx.hub();
  });
}
