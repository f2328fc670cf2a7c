/** Main's side of listening at the hub: the enrolled device's key and address, and the session that talks to hubs. */
import { wakePath } from '../shared/protocol/wake.ts';
import { createWakeListener, type WakeListener, type WakeNews } from '../shared/sync/wake-listener.ts';
import type { Fetch } from './hub.ts';
import type { IdentityKeeper } from './identity.ts';

export interface WakeParts {
  readonly identity: IdentityKeeper;
  readonly fetch: Fetch;
  readonly tell: (news: WakeNews) => void;
}

export function listenAtHub({ identity, fetch, tell }: WakeParts): WakeListener {
  return createWakeListener({
    clock: { now: () => Date.now() },
    random: Math.random,
    after(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    identity: () => identity.get(),
    sign: (bytes) => identity.sign(bytes),
    async connect(authorization) {
      const address = await identity.hubAddress();
      if (address === null) throw new Error('This device is not enrolled');
      return fetch(new URL(wakePath, address).href, { headers: { authorization }, redirect: 'error' });
    },
    tell,
  });
}
