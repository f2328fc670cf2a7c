/**
 * The sessions that talk to hubs: Chromium's proxies and certificates, none of the page's limits, nothing kept. A hub that is
 * known by a key of its own has a session of its own: Chromium remembers what it thought of a certificate, and must not
 * carry it from one pin to the next. Nor from one profile to another: each opening of a profile has sessions of its own.
 */
import { X509Certificate } from 'node:crypto';
import { type Certificate, type Session, session } from 'electron';
import { pinnedFaults } from '../shared/base/certificate-failure.ts';
import { type PeerCertificate, refusePinned } from '../shared/protocol/pinned-chain.ts';
import type { Fetch } from './hub.ts';

export interface HubSessions {
  readonly fetch: Fetch;
  /** Says by which key a hub is known; null: by the system's authorities. */
  trust(hubAddress: string, pin: string | null): void;
}

/** @param owner The id of the profile, or another word where there is none. */
export function createHubSessions(owner: string): HubSessions {
  const pins = new Map<string, string>();
  return {
    fetch(address, init) {
      const hubSession = sessionFor(owner, pins.get(new URL(address).origin) ?? null);
      return hubSession.fetch(address, { ...init, credentials: 'omit', cache: 'no-store' });
    },
    trust(hubAddress, pin) {
      const { origin } = new URL(hubAddress);
      if (pin === null) pins.delete(origin);
      else pins.set(origin, pin);
    },
  };
}

function sessionFor(owner: string, pin: string | null): Session {
  const partition = `hub-${owner}`;
  if (pin === null) return session.fromPartition(partition, { cache: false });
  const pinned = session.fromPartition(`${partition}-${pin}`, { cache: false });
  pinned.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const fault = refusePinned(chainOf(certificate), { pin, host: hostname, now: Date.now() });
    answer(fault === null ? 0 : pinnedFaults[fault]);
  });
  return pinned;
}

function chainOf(first: Certificate): PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  // The root is told as its own issuer.
  for (let one: Certificate | undefined = first; one !== undefined && chain.length < 6; one = one.issuerCert) {
    chain.push(new X509Certificate(one.data));
  }
  return chain;
}
