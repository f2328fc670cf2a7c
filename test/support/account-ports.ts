import { randomBytes } from 'node:crypto';
import type { AccountPorts } from '../../hub/accounts/account-ports.ts';
import { makeAccount } from '../../hub/accounts/decide-set-up.ts';
import { createSealer } from '../../hub/accounts/seal.ts';
import type { HubStore } from '../../hub/sync/hub-store.ts';

/** Passphrases that take no time: what Argon2id promises is tested once, in passphrases.test.ts. */
export function quickAccountPorts() {
  const tried: string[] = [];
  const ports = {
    /** Every passphrase that was compared, those for names without an account included. */
    tried,
    passphrases: {
      hash: async (passphrase: string) => `quick ${passphrase}`,
      async matches(kept: string | null, passphrase: string) {
        tried.push(passphrase);
        return kept === `quick ${passphrase}`;
      },
    },
    sealer: createSealer(randomBytes(32)),
  } satisfies Pick<AccountPorts, 'passphrases' | 'sealer'> & { readonly tried: string[] };
  return ports;
}

export const goodPassphrase = 'ferry lantern orbit clay';

/** An account with its set-up code. */
export async function accountFor(store: HubStore, ports: AccountPorts, person: string, name: string) {
  return store.transaction((tx) => makeAccount(tx, ports, { person, name }));
}
