/**
 * Signing in two halves: what is to be signed is computed here, on whatever thread has the time; the signatures come from the
 * host, which alone has the key ([CT1]).
 */
import { utf8 } from '../../base/bytes.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { base58Of, base64UrlOf } from '../badge/base64url.ts';
import { signedBytes } from '../badge/data-integrity.ts';

/** A credential that waits for its signature. */
export interface Unsigned {
  readonly credential: JsonObject;
  readonly proof: JsonObject;
  /** What the key signs. */
  readonly message: Uint8Array;
}

/** A token that waits for its signature. */
export interface UnsignedToken {
  /** Head and claims, as they stand in it. */
  readonly text: string;
  readonly message: Uint8Array;
}

/** Everything of one certificate that is to be signed. */
export interface UnsignedCertificate {
  readonly whole: Unsigned;
  readonly short: UnsignedToken;
}

const methodOf = (multikey: string): string => `did:key:${multikey}#${multikey}`;

/** Prepares a credential for `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.2). */
export async function prepareProof(credential: JsonObject, multikey: string): Promise<Unsigned> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: credential['validFrom'] as Json,
    verificationMethod: methodOf(multikey),
    proofPurpose: 'assertionMethod',
  };
  return { credential, proof, message: await signedBytes(credential, proof) };
}

export function withSignature({ credential, proof }: Omit<Unsigned, 'message'>, signature: Uint8Array): JsonObject {
  return { ...credential, proof: [{ ...proof, proofValue: `z${base58Of(signature)}` }] };
}

/** Prepares a credential as a compact token (Open Badges 3.0, 8.2; RFC 8037). */
export function prepareToken(credential: JsonObject, multikey: string): UnsignedToken {
  const { issuer, credentialSubject: subject } = credential as Record<string, JsonObject>;
  const seconds = (date: Json | undefined) => Math.floor(Date.parse(String(date)) / 1000);
  const { validFrom, validUntil } = credential;
  const claims = {
    ...credential,
    iss: issuer?.['id'] ?? null,
    jti: credential['id'] ?? null,
    sub: subject?.['id'] ?? null,
    nbf: seconds(validFrom),
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  };
  const head = { alg: 'EdDSA', typ: 'JWT', kid: methodOf(multikey) };
  const part = (value: JsonObject) => base64UrlOf(utf8(JSON.stringify(value)));
  const text = `${part(head)}.${part(claims)}`;
  return { text, message: utf8(text) };
}

export function tokenWithSignature({ text }: Pick<UnsignedToken, 'text'>, signature: Uint8Array): string {
  return `${text}.${base64UrlOf(signature)}`;
}
