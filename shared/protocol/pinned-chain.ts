/**
 * Whether a hub that is known by a pin shows a certificate under exactly that key. Used instead of the system's list of
 * authorities, never besides it: who took over an authority, or a name, still lacks the key. The host hands in Node's
 * parsed certificates; nothing here reads bytes that a stranger made.
 */
import type { PinnedFault } from '../base/certificate-failure.ts';
import { pinOf } from './enrolment-code.ts';

interface PublicKey {
  export(options: { readonly type: 'spki'; readonly format: 'der' }): Uint8Array;
}

/** As much of Node's X509Certificate as is used. */
export interface PeerCertificate {
  /** Whether it may vouch for others. */
  readonly ca: boolean;
  readonly validFrom: string;
  readonly validTo: string;
  readonly publicKey: PublicKey;
  checkIssued(issuer: PeerCertificate): boolean;
  verify(key: PublicKey): boolean;
  checkHost(name: string): string | undefined;
  checkIP(address: string): string | undefined;
}

/** More than this is no chain of a hub. */
const longestChain = 5;

/**
 * Null when the first certificate is for that host, now, and is under the pinned key by signatures; the pinned key may be
 * its own. `chain` is what the server sent, its own certificate first.
 */
export function refusePinned(
  chain: readonly PeerCertificate[],
  expected: { readonly pin: string; readonly host: string; readonly now: number },
): PinnedFault | null {
  const path = pathToPin(chain.slice(0, longestChain), expected.pin);
  if (path === null) return 'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN';
  if (!path.every((one) => isValid(one, expected.now))) return 'ERR_CERT_DATE_INVALID';
  return isFor(path[0] as PeerCertificate, expected.host) ? null : 'ERR_CERT_COMMON_NAME_INVALID';
}

/** The certificates from the server's own to the one with the pinned key, each signed by the next. */
function pathToPin(chain: readonly PeerCertificate[], pin: string): PeerCertificate[] | null {
  const path: PeerCertificate[] = [];
  for (const certificate of chain) {
    const below = path.at(-1);
    if (below !== undefined && !isUnder(below, certificate)) return null;
    path.push(certificate);
    if (pinOf(certificate.publicKey.export({ type: 'spki', format: 'der' })) === pin) return path;
  }
  return null;
}

function isUnder(certificate: PeerCertificate, issuer: PeerCertificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValid({ validFrom, validTo }: PeerCertificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

function isFor(certificate: PeerCertificate, host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const isAddress = /^[\d.]+$/.test(bare) || bare.includes(':');
  return (isAddress ? certificate.checkIP(bare) : certificate.checkHost(bare)) !== undefined;
}
