import { expect, test } from 'vitest';
import { pinOf } from './enrolment-code.ts';
import { type PeerCertificate, refusePinned } from './pinned-chain.ts';

interface Made extends PeerCertificate {
  readonly key: number;
}

interface Traits {
  readonly key: number;
  readonly ca?: boolean;
  readonly names?: readonly string[];
  /** Whose name it bears as its issuer, and whose key signed it. */
  readonly issuer?: number;
  readonly signer?: number;
  readonly from?: string;
  readonly to?: string;
}

const spki = (key: number) => new Uint8Array([key]);

/** A certificate of key number n; keys stand for names too. */
function made({ key, ca = false, names = [], issuer = 9, signer = issuer, ...dates }: Traits): Made {
  return {
    key,
    ca,
    validFrom: dates.from ?? 'Jan  1 00:00:00 2031 GMT',
    validTo: dates.to ?? 'Jan  1 00:00:00 2032 GMT',
    publicKey: { export: () => spki(key) },
    checkIssued: (other) => (other as Made).key === issuer,
    verify: (other) => other.export({ type: 'spki', format: 'der' })[0] === signer,
    checkHost: (name) => (names.includes(name) ? name : undefined),
    checkIP: (address) => (names.includes(address) ? address : undefined),
  };
}

const root = made({ key: 9, ca: true });
const hub = made({ key: 1, names: ['hub.example', '192.0.2.7', '2001:db8::7'] });
const now = Date.UTC(2031, 5, 1);
const refused = (chain: readonly PeerCertificate[], host = 'hub.example', at = now) =>
  refusePinned(chain, { pin: pinOf(spki(9)), host, now: at });

test('a certificate under the pinned key is taken, directly, through one between, and when the key is its own', () => {
  const between = made({ key: 5, ca: true });
  const below = made({ key: 1, issuer: 5, names: ['hub.example'] });
  for (const chain of [[hub, root], [below, between, root], [made({ key: 9, names: ['hub.example'] })]]) {
    expect(refused(chain)).toBeNull();
  }
  for (const host of ['192.0.2.7', '2001:db8::7', '[2001:db8::7]']) expect(refused([hub, root], host)).toBeNull();
});

test('only signatures lead to the pinned key: a name that is like its own, or a server in its place, does not', () => {
  const forged = made({ key: 1, issuer: 9, signer: 6, names: ['hub.example'] });
  const stranger = made({ key: 1, issuer: 6, signer: 9, names: ['hub.example'] });
  const server = made({ key: 5, ca: false });
  const below = made({ key: 1, issuer: 5, names: ['hub.example'] });
  for (const chain of [[forged, root], [stranger, root], [below, server, root], [hub], [below, root], []]) {
    expect(refused(chain)).toBe('ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN');
  }
});

test('dates count for each certificate on the way, names for the first alone', () => {
  const oldRoot = made({ key: 9, ca: true, to: 'Mar  1 00:00:00 2031 GMT' });
  expect(refused([hub, oldRoot])).toBe('ERR_CERT_DATE_INVALID');
  expect(refused([hub, root], 'hub.example', Date.UTC(2030, 11, 31))).toBe('ERR_CERT_DATE_INVALID');
  expect(refused([hub, root], 'hub.example', Date.UTC(2032, 0, 2))).toBe('ERR_CERT_DATE_INVALID');
  expect(refused([hub, made({ key: 9, ca: true, names: ['other.example'] })], 'other.example')).toBe(
    'ERR_CERT_COMMON_NAME_INVALID',
  );
  expect(refused([hub, root], '192.0.2.8')).toBe('ERR_CERT_COMMON_NAME_INVALID');
});

test('a chain without end is not walked', () => {
  const last = made({ key: 59, ca: true });
  const between = Array.from({ length: 39 }, (_, n) => made({ key: 20 + n, ca: true, issuer: 21 + n }));
  const first = made({ key: 1, issuer: 20, names: ['hub.example'] });
  expect(refused([first, ...between, last, root])).toBe('ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN');
});
