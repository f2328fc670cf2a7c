/** Certificates of a centre that does not exist, signed here. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { gzipSync } from 'fflate';
import { concat, utf8 } from '../../shared/base/bytes.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { base64UrlOf } from '../../shared/domain/badge/base64url.ts';

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58Of(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (; number > 0n; number /= 58n) text = base58[Number(number % 58n)] + text;
  return text;
}

export interface FictionalIssuer {
  readonly secret: Uint8Array;
  readonly multikey: string;
  readonly did: string;
}

export function fictionalIssuer(seed: number): FictionalIssuer {
  const secret = new Uint8Array(32).fill(seed);
  const multikey = `z${base58Of(concat(Uint8Array.of(0xed, 0x01), ed25519.getPublicKey(secret)))}`;
  return { secret, multikey, did: `did:key:${multikey}` };
}

export const listId = 'https://sorrel.example/status/3';

/** An unsigned certificate; `more` goes over its fields. */
export function fictionalBadge(issuer: string, more: JsonObject = {}): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'Centre of Port Sorrel' },
    validFrom: '2026-03-01T00:00:00Z',
    validUntil: '2028-03-01T00:00:00Z',
    name: 'Family liaison',
    credentialSubject: {
      id: 'urn:uuid:00000000-0000-4000-8000-000000000002',
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:uuid:00000000-0000-4000-8000-000000000003',
        type: ['Achievement'],
        name: 'Family liaison',
        description: 'Speaks with families after an incident.',
        criteria: { narrative: 'Five days and an exercise.' },
      },
    },
    ...more,
  };
}

/** A certificate with a proof inside. */
export async function withProof(
  credential: JsonObject,
  { secret, did, multikey }: FictionalIssuer,
): Promise<JsonObject> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-03-01T08:00:00Z',
    verificationMethod: `${did}#${multikey}`,
    proofPurpose: 'assertionMethod',
  };
  // Loaded only here: the contexts behind it are large, and whoever counts memory needs no proof.
  const { signedBytes } = await import('../../shared/domain/badge/data-integrity.ts');
  const value = ed25519.sign(await signedBytes(credential, proof), secret);
  return { ...credential, proof: [{ ...proof, proofValue: `z${base58Of(value)}` }] };
}

/** A status list in which the given places are revoked. */
export function fictionalList(issuer: string, revoked: readonly number[], more: JsonObject = {}): JsonObject {
  const bits = new Uint8Array(16_384);
  for (const place of revoked) bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: listId,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: '2026-11-20T06:00:00Z',
    credentialSubject: {
      id: `${listId}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      // The head of a gzip names the second in which it was made: the same list is the same bytes.
      encodedList: `u${base64UrlOf(gzipSync(bits, { mtime: 0 }))}`,
    },
    ...more,
  };
}

/** The field of a certificate that says where in a list it stands. */
export const atPlace = (place: number): JsonObject => ({
  credentialStatus: {
    id: `${listId}#${place}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(place),
    statusListCredential: listId,
  },
});

export const bytesOf = (value: JsonObject): Uint8Array => utf8(JSON.stringify(value));

/** A picture of nothing with a chunk of text before its end. */
export function bakedPng(text: string): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = concat(utf8(type), data);
    const [length, check] = [new Uint8Array(4), new Uint8Array(4)];
    new DataView(length.buffer).setUint32(0, data.length);
    new DataView(check.buffer).setUint32(0, crc32(body));
    return concat(length, body, check);
  };
  const head = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0);
  const credential = concat(utf8('openbadgecredential'), new Uint8Array(5), utf8(text));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return concat(signature, chunk('IHDR', head), chunk('iTXt', credential), chunk('IEND', new Uint8Array()));
}

/** By the book, bit by bit: the one that is tested has a table. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}
