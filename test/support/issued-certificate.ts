/** Certificates as a centre that does not exist issues them, with a key of a seed. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { JsonObject } from '../../shared/base/json.ts';
import { multikeyOf } from '../../shared/domain/badge/public-key.ts';
import {
  type CertificateFacts,
  composeCertificate,
  composeShortCertificate,
} from '../../shared/domain/certificate/compose-certificate.ts';
import {
  prepareProof,
  prepareToken,
  tokenWithSignature,
  withSignature,
} from '../../shared/domain/certificate/sign-certificate.ts';

export interface IssuingKey {
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly multikey: string;
  readonly did: string;
}

export function issuingKey(seed = 7): IssuingKey {
  const secret = new Uint8Array(32).fill(seed);
  const publicKey = ed25519.getPublicKey(secret);
  const multikey = multikeyOf(publicKey);
  return { secret, publicKey, multikey, did: `did:key:${multikey}` };
}

const uuid = (last: number) => `0190f000-0000-7000-8000-${String(last).padStart(12, '0')}`;
export const keyRecord = uuid(1);

/** A certificate of an Arabic speaker on a course in six languages. */
export function certificateFacts(key: IssuingKey, more: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    id: uuid(2),
    issuer: { did: key.did, centre: 'Highlands Centre' },
    key: keyRecord,
    statusPlace: 70_001,
    person: { id: uuid(3), name: 'ليلى حدّاد', transliteration: 'Layla Haddad', email: 'Layla@coast.example' },
    course: {
      id: uuid(4),
      title: {
        en: 'Evidence across borders',
        ar: 'الأدلة عبر الحدود',
        es: 'Pruebas a través de las fronteras',
        fr: 'Les preuves par-delà les frontières',
        ru: 'Доказательства через границы',
        zh: '跨境证据',
      },
      aims: {
        en: 'Hand evidence over so that a court accepts it.',
        fr: 'Remettre des preuves\nqu’un tribunal accepte.',
      },
      language: 'en',
      reference: 'CR-014',
      competencies: ['Hand over evidence'],
      validMonths: 24,
    },
    session: { id: uuid(5), reference: 'TR-26-031', start: '2026-11-23', end: '2026-11-26' },
    attended: { present: 7, of: 8 },
    at: Date.parse('2026-11-26T16:00:00Z'),
    ...more,
  };
}

export async function signedBy(key: IssuingKey, credential: JsonObject): Promise<JsonObject> {
  const unsigned = await prepareProof(credential, key.multikey);
  return withSignature(unsigned, ed25519.sign(unsigned.message, key.secret));
}

export const issuedCertificate = (key: IssuingKey, more: Partial<CertificateFacts> = {}): Promise<JsonObject> =>
  signedBy(key, composeCertificate(certificateFacts(key, more)));

export function issuedToken(key: IssuingKey, more: Partial<CertificateFacts> = {}): string {
  const unsigned = prepareToken(composeShortCertificate(certificateFacts(key, more)), key.multikey);
  return tokenWithSignature(unsigned, ed25519.sign(unsigned.message, key.secret));
}
