/** What every answer says about itself; this page may talk to its own hub. */
import type { FastifyInstance } from 'fastify';
import { contentPolicy } from '../../shared/base/content-policy.ts';
import { type HubConfig, isLoopback } from '../config.ts';

const steady = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

/** Browsers that once came by https come by nothing else for a year. */
const transportSecurity = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/**
 * Sets the headers on every answer and refuses what a browser page of somebody else could send: a request from another
 * site, or, on a hub of this machine, one for a host name that only points here (DNS rebinding).
 */
export function addSecurityHeaders(
  app: FastifyInstance,
  { host, origin, isSecure }: Pick<HubConfig, 'host' | 'origin'> & { readonly isSecure: boolean },
): void {
  const always = { ...steady, ...(isSecure ? transportSecurity : {}) };
  // A proxy on this machine may pass on the name that people asked for.
  const ownName = origin === null ? null : new URL(origin).hostname;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...always, 'content-security-policy': contentPolicy(null, 'self'), 'cache-control': 'no-store' });
    const site = request.headers['sec-fetch-site'];
    const foreignSite = request.method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none';
    const name = nameOf(request.headers.host);
    const foreignHost = isLoopback(host) && !isLoopback(name) && name !== ownName;
    if (foreignSite || foreignHost) return reply.status(421).send({ kind: 'misdirected', retry: 'never' });
  });
}

/** The name of a Host header, without port and brackets. */
function nameOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
