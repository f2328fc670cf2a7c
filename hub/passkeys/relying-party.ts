/** Who the hub is to passkeys (WebAuthn's relying party): a name and an origin, from its configuration and never from what a request says. */
import { isIP } from 'node:net';
import { type HubConfig, isLoopback } from '../config.ts';

export interface RelyingParty {
  /** The name that passkeys are made for; never an address of numbers, for which browsers make none. */
  readonly id: string;
  /** The one origin from which they are used. */
  readonly origin: string;
}

/**
 * Null where the hub has no name that its people reach it by: then it offers no passkeys. On this machine alone that name is
 * `localhost`. `port` is the one that it listens on; undefined before it listens.
 */
export function relyingPartyOf(
  { host, origin }: Pick<HubConfig, 'host' | 'origin'>,
  { isTls, port }: { readonly isTls: boolean; readonly port: number | undefined },
): RelyingParty | null {
  const own = origin ?? listening(isLoopback(host) ? 'localhost' : host, { isTls, port });
  const { hostname } = new URL(own);
  return isNumbers(hostname) ? null : { id: hostname, origin: new URL(own).origin };
}

function listening(name: string, { isTls, port }: { readonly isTls: boolean; readonly port: number | undefined }) {
  const host = name.includes(':') ? `[${name}]` : name;
  return `${isTls ? 'https' : 'http'}://${host}${port === undefined ? '' : `:${port}`}`;
}

function isNumbers(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
