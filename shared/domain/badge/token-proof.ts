/** Signatures around a credential: the compact token of Open Badges 3.0 (VC-JWT). */
import { errors, flattenedVerify, importJWK } from 'jose';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { offline, shown } from './badge-verdict.ts';
import type { ProofResult } from './proof.ts';
import { isKeyItself, keyOfDid, keyOfJwk, keyOfMethod, type PublicKey } from './public-key.ts';
import type { SignedToken } from './read-badge-file.ts';

/** Open Badges 3.0, 8.2: RS256 must be known, ES256 may be used; EdDSA is what did:key issuers sign with. */
const algorithms: Readonly<Record<string, PublicKey['kty']>> = {
  RS256: 'RSA',
  ES256: 'EC',
  EdDSA: 'OKP',
  Ed25519: 'OKP',
};

/** Checks a token: its algorithm, its key, its signature, and that its claims repeat what the credential says. */
export async function checkToken(
  token: SignedToken,
  credential: JsonObject,
  issuer: string,
  trusted: PublicKey | null,
): Promise<ProofResult> {
  const { header, claims, text } = token;
  const fault = headFault(header) ?? claimFault(claims, credential, issuer);
  if (fault !== null) return { state: false, key: null, text: fault };
  const alg = header['alg'] as string;
  const key = trusted ?? keyOfToken(header, issuer);
  if (key === null) return { state: null, key, text: `the token does not bring its key: the signature ${offline}` };
  if (key.kty !== algorithms[alg])
    return { state: false, key, text: 'the key is not of the kind that the token names' };
  const [head = '', payload = '', signature = ''] = text.split('.');
  try {
    await flattenedVerify({ protected: head, payload, signature }, await importJWK({ ...key }, alg), {
      algorithms: [alg],
    });
    return { state: true, key, text: '' };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      const whose = trusted === null ? '' : ' under the key you gave';
      return {
        state: false,
        key,
        text: `the signature is wrong${whose}: the certificate was changed, or signed with another key`,
      };
    }
    // jose and the host's crypto refuse keys that are too small or no keys at all, each with an error of its own.
    return {
      state: false,
      key,
      text: `the signature cannot be checked with its key: ${shown((error as Error).message)}`,
    };
  }
}

function headFault(header: JsonObject): string | null {
  const { alg } = header;
  if (typeof alg !== 'string' || !Object.hasOwn(algorithms, alg)) {
    return `tokens signed by "${shown(alg)}" are not taken; it must be one of ${Object.keys(algorithms).join(', ')}`;
  }
  if (header['crit'] !== undefined) return 'the token asks for what this program does not know (crit)';
  return header['b64'] === undefined ? null : 'the token is not written in base64 (b64)';
}

/** The key in the head, the key that the head names, or that of an issuer whose name is a key. */
function keyOfToken(header: JsonObject, issuer: string): PublicKey | null {
  const { jwk, kid } = header;
  if (isJsonObject(jwk)) return keyOfJwk(jwk);
  if (typeof kid === 'string') return keyOfMethod(kid.startsWith('#') ? `${issuer}${kid}` : kid);
  return isKeyItself(issuer) ? keyOfDid(issuer) : null;
}

/** Open Badges 3.0, 8.2.4 (JWT claims): what is said twice must be the same, for readers differ in which they show. */
function claimFault(claims: JsonObject, credential: JsonObject, issuer: string): string | null {
  const subject = credential['credentialSubject'];
  const pairs = [
    ['iss', issuer],
    ['jti', credential['id']],
    ['sub', isJsonObject(subject) ? subject['id'] : undefined],
    ['nbf', secondsOf(credential['validFrom'] ?? credential['issuanceDate'])],
    ['exp', secondsOf(credential['validUntil'] ?? credential['expirationDate'])],
  ] as const;
  for (const [name, said] of pairs) {
    const claim = claims[name];
    if (claim !== undefined && claim !== said) return `the token says another "${name}" than the certificate in it`;
  }
  return null;
}

function secondsOf(date: unknown): number | undefined {
  return typeof date === 'string' ? Math.floor(Date.parse(date) / 1000) : undefined;
}
