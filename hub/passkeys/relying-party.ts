/** Who the hub is to passkeys (WebAuthn's relying party): a name and an origin, from its configuration and never from what a request says. */
import { isIP } from 'node:net';
import { type HubConfig, isLoopback } from '../config.ts';

export interface RelyingParty {
  /** The name that passkeys are made for; never an address of numbers, for which browsers make none. */
  readonly id: string;
  /** The one origin from which they are used. */
  readonly origin: string;
}

type Listening = { readonly isTls: boolean; readonly port: number | undefined };

/** Where people reach the hub; null when it listens on every address and was not told by which of them it is known. */
export function ownOriginOf({ host, origin }: Pick<HubConfig, 'host' | 'origin'>, at: Listening): string | null {
  if (origin !== null) return origin;
  if (host === '0.0.0.0' || host === '::') return null;
  return listening(isLoopback(host) ? 'localhost' : host, at);
}

/**
 * Null where the hub has no name that its people reach it by: then it offers no passkeys. On this machine alone that name is
 * `localhost`. `port` is the one that it listens on; undefined before it listens.
 */
export function relyingPartyOf(config: Pick<HubConfig, 'host' | 'origin'>, at: Listening): RelyingParty | null {
  const origin = ownOriginOf(config, at);
  if (origin === null) return null;
  const { hostname } = new URL(origin);
  return isNumbers(hostname) ? null : { id: hostname, origin };
}

function listening(name: string, { isTls, port }: Listening): string {
  const host = name.includes(':') ? `[${name}]` : name;
  return new URL(`${isTls ? 'https' : 'http'}://${host}${port === undefined ? '' : `:${port}`}`).origin;
}

function isNumbers(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
