/** The HTTPS server of a hub: TLS 1.3 alone, and a renewed certificate is taken up while it runs. */

import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { keepAliveTimeoutMs, requestTimeoutMs, serverOptions } from '../http/connection-limits.ts';
import { type HubTls, readTls, type TlsConfig } from './tls-files.ts';

/** Every app and browser that can run Waypost speaks it, and it leaves nothing to choose wrongly. */
const floor = { minVersion: 'TLSv1.3' } as const;
const handshakeTimeout = 10_000;
const lookEveryMs = 60_000;

export function createTlsServer({ cert, key }: HubTls, listener: RequestListener): Server {
  const server = createServer({ ...floor, ...serverOptions, cert, key, handshakeTimeout }, listener);
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  return server;
}

export interface Renewal {
  /** Looks at once. */
  look(): Promise<void>;
  stop(): void;
}

/** Looks once a minute whether the files changed, as `certificate` and every ACME client leave them. */
export function followRenewal(
  server: Server,
  config: TlsConfig,
  first: HubTls,
  onFault: (error: unknown) => void,
): Renewal {
  let shown = first;
  const look = async () => {
    try {
      const found = await readTls(config);
      if (found === null || (found.cert === shown.cert && found.key === shown.key)) return;
      server.setSecureContext({ ...floor, cert: found.cert, key: found.key });
      shown = found;
    } catch (error) {
      // Half written, or wrong: the one that is shown stays until there is a better one.
      onFault(error);
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
