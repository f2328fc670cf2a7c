/** Signatures inside a credential: eddsa-rdfc-2022 and its forerunner Ed25519Signature2020. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from '../../base/bytes.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isSameJson } from '../cacao/canonical-json.ts';
import { BadgeFault, offline, shown } from './badge-verdict.ts';
import { bytesOfBase58, bytesOfBase64Url } from './base64url.ts';
import { canonize, UnknownContext } from './canonize.ts';
import type { ProofResult } from './proof.ts';
import { keyOfMethod, type PublicKey } from './public-key.ts';

/**
 * Checks one proof (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.2: the signature is over the hash of the proof without its
 * value, then the hash of the credential without proofs). Ed25519Signature2020 is the same under an older name.
 */
export async function checkDataIntegrity(
  credential: JsonObject,
  proof: JsonObject,
  now: number,
  trusted: PublicKey | null,
): Promise<ProofResult> {
  const fault = formFault(credential, proof, now);
  if (fault !== null) return { state: false, key: null, text: fault };
  const suite = proof['type'] === 'DataIntegrityProof' ? proof['cryptosuite'] : proof['type'];
  if (suite !== 'eddsa-rdfc-2022' && suite !== 'Ed25519Signature2020') {
    return open(`signatures of the kind "${shown(suite)}" are not checked by this program`);
  }
  const method = proof['verificationMethod'] as string;
  const key = trusted ?? keyOfMethod(method);
  if (key === null) return open(`the key ${shown(method)} would have to be fetched: the signature ${offline}`);
  if (key.kty !== 'OKP') return { state: false, key, text: 'the key is not of the kind that the signature names' };
  const signature = bytesOfBase58((proof['proofValue'] as string).slice(1));
  try {
    const signed = await signedBytes(credential, proof);
    const isRight = signature !== null && isSigned(signature, signed, bytesOfBase64Url(key.x));
    return { state: isRight, key, text: isRight ? '' : wrong(trusted) };
  } catch (error) {
    if (error instanceof UnknownContext) return open(error.message);
    if (error instanceof BadgeFault) return { state: false, key, text: error.message };
    throw error;
  }
}

const open = (text: string): ProofResult => ({ state: null, key: null, text });

const wrong = (trusted: PublicKey | null) =>
  trusted === null
    ? 'the signature is wrong: the certificate was changed, or signed with another key'
    : 'the signature is wrong under the key you gave: the certificate was changed, or signed with another key';

/** What a proof must say before its value means anything (W3C Verifiable Credential Data Integrity 1.0, 2.1 and 4.4). */
function formFault(credential: JsonObject, proof: JsonObject, now: number): string | null {
  const { proofPurpose, proofValue, verificationMethod, expires } = proof as Record<string, Json | undefined>;
  if (proofPurpose !== 'assertionMethod') return 'the signature was not made to assert anything (proofPurpose)';
  if (typeof verificationMethod !== 'string') return 'the signature names no key (verificationMethod)';
  if (typeof proofValue !== 'string' || !proofValue.startsWith('z'))
    return 'the signature has no value in base58 (proofValue)';
  if (proof['previousProof'] !== undefined) return 'the signature depends on another one, which is not read';
  if (proof['@context'] !== undefined && !isSameJson(proof['@context'], credential['@context'])) {
    return 'the signature has other contexts than the certificate';
  }
  if (expires === undefined) return null;
  const until = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
  return until >= now ? null : 'the signature was made for a time that is over (expires)';
}

/** The 64 bytes over which the signature is made. */
export async function signedBytes(credential: JsonObject, proof: JsonObject): Promise<Uint8Array> {
  const { proof: _proofs, ...document } = credential;
  const { proofValue: _value, ...options } = proof;
  const config = await canonize({ ...options, '@context': credential['@context'] ?? null });
  const statements = await canonize(document);
  // An empty text is what nothing is signed over: a context that means nothing must not make anything valid.
  if (config === '' || statements === '') throw new BadgeFault('the certificate states nothing that could be signed');
  return concat(sha256(utf8(config)), sha256(utf8(statements)));
}

function isSigned(signature: Uint8Array, message: Uint8Array, key: Uint8Array | null): boolean {
  try {
    return key !== null && ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
