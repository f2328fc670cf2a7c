/**
 * The certificate of a line between two laptops: of a key that lives as long as the switch is on, and that says nothing of
 * anybody. TLS needs one; who the two are they show each other inside ([RM2]). The device's own key never comes near TLS.
 */
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { bits, explicit, identifier, integer, sequence, set, text, time } from '../shared/base/der.ts';

export interface LineCertificate {
  /** PEM. */
  readonly cert: string;
  /** PKCS #8, PEM. */
  readonly key: string;
}

/** The same for every laptop and every day: neither the clock nor the machine can be told from it. */
const from = Date.UTC(2020, 0, 1);
const until = Date.UTC(2049, 0, 1);

export function makeLineCertificate(): LineCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(identifier('1.2.840.10045.4.3.2'));
  const name = sequence(set(sequence(identifier('2.5.4.3'), text('waypost'))));
  const body = sequence(
    explicit(0, integer(Uint8Array.of(2))),
    integer(randomBytes(16)),
    algorithm,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const whole = sequence(body, algorithm, bits(sign('sha256', body, privateKey)));
  return {
    // Node reads it back before it is used.
    cert: new X509Certificate(whole).toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}
