/** Whether a credential is signed, and by whom, without asking anybody. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import { type BadgeFinding, type CheckState, offline, shown } from './badge-verdict.ts';
import { checkDataIntegrity } from './data-integrity.ts';
import { isKeyItself, isSameKey, keyOfDid, type PublicKey } from './public-key.ts';
import type { ReadCredential } from './read-badge-file.ts';
import { checkToken } from './token-proof.ts';

/** One signature: whether it is right, and under which key. */
export interface ProofResult {
  readonly state: CheckState;
  readonly key: PublicKey | null;
  readonly text: string;
}

export interface ProofVerdict {
  readonly signature: CheckState;
  readonly issuer: CheckState;
  readonly findings: readonly BadgeFinding[];
}

const proofLimit = 8;

/**
 * Checks every signature of a credential ([BV2]) and that the key is its issuer's ([BV3]). `trusted` is the issuer's key as
 * the person knows it from elsewhere; then no other key counts.
 */
export async function checkProof(read: ReadCredential, now: number, trusted: PublicKey | null): Promise<ProofVerdict> {
  const results = await proofsOf(read, now, trusted);
  const [wrong, open] = [results.find(({ state }) => state === false), results.find(({ state }) => state === null)];
  const bad = wrong ?? open;
  if (bad !== undefined) {
    return { signature: bad.state, issuer: null, findings: [{ check: 'signature', text: bad.text }] };
  }
  if (trusted !== null) return { signature: true, issuer: true, findings: [] };
  const { state, text } = checkIssuer(issuerOf(read.credential), results);
  return { signature: true, issuer: state, findings: text === null ? [] : [{ check: 'issuer', text }] };
}

async function proofsOf(read: ReadCredential, now: number, trusted: PublicKey | null): Promise<readonly ProofResult[]> {
  if (read.token !== null) return [await checkToken(read.token, read.credential, issuerOf(read.credential), trusted)];
  const proofs = [read.credential['proof'] ?? []].flat() as readonly Json[];
  if (proofs.length === 0) return [refused('the certificate is not signed')];
  if (proofs.length > proofLimit) return [refused(`the certificate has more than ${proofLimit} signatures`)];
  const results: ProofResult[] = [];
  for (const proof of proofs) {
    results.push(
      isJsonObject(proof)
        ? await checkDataIntegrity(read.credential, proof, now, trusted)
        : refused('a signature is no object'),
    );
  }
  return results;
}

const refused = (text: string): ProofResult => ({ state: false, key: null, text });

/** The id of the issuer as it is written, or an empty text; the schema says what is wrong with it. */
export function issuerOf(credential: JsonObject): string {
  const issuer = credential['issuer'];
  const id = isJsonObject(issuer) ? issuer['id'] : issuer;
  return typeof id === 'string' ? id : '';
}

/** Anybody can sign in anybody's name: a key counts when the issuer's name is that key. */
function checkIssuer(issuer: string, results: readonly ProofResult[]): { state: CheckState; text: string | null } {
  if (!isKeyItself(issuer)) {
    return {
      state: null,
      text: `whether the key belongs to ${shown(issuer)} ${offline}; the signature itself is right. Whoever has the issuer's key from elsewhere gives it with --issuer-key`,
    };
  }
  const own = keyOfDid(issuer);
  const isOwn = own !== null && results.every(({ key }) => key !== null && isSameKey(key, own));
  return isOwn
    ? { state: true, text: null }
    : { state: false, text: 'it is signed with another key than that of its issuer' };
}
