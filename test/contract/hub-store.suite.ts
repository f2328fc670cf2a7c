/** What every HubStore keeps to; the decisions rely on nothing else. */
import { beforeEach, describe } from 'vitest';
import type { HubStore } from '../../hub/sync/hub-store.ts';
import { describeAccounts, describeCoordinator } from './hub-store-accounts.suite.ts';
import { describeAsks } from './hub-store-asks.suite.ts';
import { describeDevices } from './hub-store-devices.suite.ts';
import { describeErasures } from './hub-store-erasures.suite.ts';
import { describeGrants } from './hub-store-grants.suite.ts';
import { describeLinks } from './hub-store-links.suite.ts';
import { describeLog } from './hub-store-log.suite.ts';
import { describeNetwork } from './hub-store-network.suite.ts';
import { describePacks } from './hub-store-packs.suite.ts';
import { describePasskeys } from './hub-store-passkeys.suite.ts';
import { describeTrust } from './hub-store-trust.suite.ts';
import { describeWords } from './hub-store-words.suite.ts';
import { populate, type Tx } from './hub-store-world.ts';

const parts = [
  ...[describeNetwork, describeWords, describeGrants, describeDevices, describeLog, describePacks, describeTrust],
  ...[describeAccounts, describePasskeys, describeLinks, describeAsks, describeCoordinator, describeErasures],
];

export function testHubStore(name: string, create: () => Promise<HubStore>): void {
  describe(`a hub store ${name}`, () => {
    let store: HubStore;
    const tx: Tx = (work) => store.transaction(work);
    beforeEach(async () => {
      store = await create();
      await tx(populate);
    });
    for (const describePart of parts) describePart(tx);
  });
}
