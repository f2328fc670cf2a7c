/**
 * A page with the hub's own proof that it gave it ([RH2]): 16 bytes that only the hub can make, over the page as it was
 * sent. Devices keep it beside the page; a hub that lost what is in the page believes it again by its own word.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes } from '../base/bytes.ts';

export const proofSize = 16;

/** The proof of a page's payload under a secret of the hub. */
export function proofOf(secret: Uint8Array, page: Uint8Array): Uint8Array {
  return hmac(sha256, secret, page).subarray(0, proofSize);
}

/** The payload of a proved page. */
export function joinProof(proof: Uint8Array, page: Uint8Array): Uint8Array {
  return concat(proof, page);
}

/** The page of such a payload. */
export function pageIn(payload: Uint8Array): Uint8Array {
  return payload.subarray(proofSize);
}

/** Whether the payload was proved with this secret. */
export function isProved(secret: Uint8Array, payload: Uint8Array): boolean {
  return equalBytes(payload.subarray(0, proofSize), proofOf(secret, pageIn(payload)));
}
