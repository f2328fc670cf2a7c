/**
 * A private authority and certificates under it (RFC 5280), for hubs that no public authority vouches for. Two shapes and
 * one algorithm, ECDSA on P-256 with SHA-256, which every TLS library knows.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import {
  bits,
  type Der,
  element,
  explicit,
  identifier,
  implicit,
  integer,
  octets,
  sequence,
  set,
  text,
  time,
  yes,
} from '../../shared/base/der.ts';

export interface CertificateAndKey {
  /** PEM. */
  readonly certificate: string;
  /** PKCS #8, PEM. */
  readonly key: KeyObject;
}

const day = 86_400_000;
/** An authority's end would part every laptop from its hub at once: it outlives the machines. */
const authorityDays = 7_300;
/** As long as browsers take at most. */
const serverDays = 397;
/** Laptops' clocks run behind; a certificate that was made a minute ago must not be too young for them. */
const backdatedMs = day;

/** A new authority for one hub. */
export function makeAuthority(now: number): CertificateAndKey {
  const { publicKey, privateKey } = newKey();
  // Two hubs of one name must not look like each other's authority.
  const name = `Waypost hub ${randomBytes(4).toString('hex')}`;
  const extensions = [
    extension('2.5.29.19', sequence(yes(), integer(Buffer.from([0]))), 'critical'),
    // keyCertSign alone.
    extension('2.5.29.15', bits(Buffer.from([0x04]), 2), 'critical'),
    extension('2.5.29.14', octets(keyIdOf(publicKey))),
  ];
  const body = { subject: name, issuer: name, publicKey, from: now, days: authorityDays, extensions };
  return { certificate: signed(body, privateKey), key: privateKey };
}

/** A certificate for the names and addresses by which people reach the hub. */
export function makeServerCertificate(
  authority: CertificateAndKey,
  names: readonly string[],
  now: number,
): CertificateAndKey {
  const { publicKey, privateKey } = newKey();
  const above = new X509Certificate(authority.certificate);
  const extensions = [
    extension('2.5.29.19', sequence(), 'critical'),
    // digitalSignature alone: TLS 1.3 asks for no more.
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), 'critical'),
    extension('2.5.29.37', sequence(identifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...names.map(alternativeName))),
    extension('2.5.29.14', octets(keyIdOf(publicKey))),
    extension('2.5.29.35', sequence(implicit(0, keyIdOf(above.publicKey)))),
  ];
  const issuer = above.subject.replace(/^CN=/, '');
  const body = { subject: names[0] as string, issuer, publicKey, from: now, days: serverDays, extensions };
  return { certificate: signed(body, authority.key), key: privateKey };
}

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

interface Body {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly from: number;
  readonly days: number;
  readonly extensions: readonly Der[];
}

function signed({ subject, issuer, publicKey, from, days, extensions }: Body, key: KeyObject): string {
  const algorithm = sequence(identifier('1.2.840.10045.4.3.2'));
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    nameOf(issuer),
    sequence(time(from - backdatedMs), time(from + days * day)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const whole = sequence(body, algorithm, bits(sign('sha256', body, key)));
  // Node reads it back: what it cannot read never reaches a file.
  return new X509Certificate(whole).toString();
}

function nameOf(common: string): Der {
  // RFC 5280 ends common names at 64 signs; who is meant stands in the alternative names.
  return sequence(set(sequence(identifier('2.5.4.3'), text(common.slice(0, 64)))));
}

function extension(id: string, value: Der, critical?: 'critical'): Der {
  return sequence(identifier(id), ...(critical === undefined ? [] : [yes()]), octets(value));
}

function keyIdOf(key: KeyObject): Uint8Array {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
}

function alternativeName(name: string): Der {
  return isIP(name) === 0 ? implicit(2, Buffer.from(name, 'ascii')) : element(0x87, addressBytes(name));
}

function addressBytes(address: string): Uint8Array {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // WHATWG's URL writes IPv6 in its one short form, whatever form came.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = short.split('::');
  const groups = (part: string | undefined) => (part ?? '').split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0');
  const all = tail === undefined ? groups(head) : [...groups(head), ...zeros, ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
