/**
 * A page with the hub's own proof that it gave it ([RH2]): 16 bytes that only the hub can make, over what the page says: which
 * operations, whose, where and when. Ids hold commitments to values ([OP2]), so that a value which is let go or erased takes
 * nothing from the proof. Devices keep it beside the page; a hub that lost what is in the page believes it again by its own word.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, fromHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import type { Page } from './page.ts';

export const proofSize = 16;

/** What a proof is over: of a page the content, of before this edition its bytes. */
export function proofOf(secret: Uint8Array, proved: Uint8Array): Uint8Array {
  return hmac(sha256, secret, proved).subarray(0, proofSize);
}

/** Bytes of an operation in what is proved: id, place, when it was received. */
const rowSize = 32;

/** The content of a page, whatever values it still has: 32 bytes. */
export function contentOf({ scope, operations }: Page): Uint8Array {
  const rows = new Uint8Array(rowSize * operations.length);
  const view = new DataView(rows.buffer);
  const origins = new Map<string, Uint8Array>();
  const whole = sha256.create().update(utf8('waypost page content')).update(bytesOfUuid(scope));
  operations.forEach(({ id, seq, received, origin }, n) => {
    rows.set(fromHex(id), n * rowSize);
    view.setFloat64(n * rowSize + 16, seq);
    view.setFloat64(n * rowSize + 24, received ?? 0);
    const { author, device, incarnation } = origin;
    const key = `${author} ${device} ${incarnation}`;
    const ids = origins.get(key) ?? concat(...[author, device, incarnation].map(bytesOfUuid));
    origins.set(key, ids);
    whole.update(ids);
  });
  return whole.update(rows).digest();
}

/** The payload of a proved page. */
export function joinProof(proof: Uint8Array, page: Uint8Array): Uint8Array {
  return concat(proof, page);
}

/** The page of such a payload. */
export function pageIn(payload: Uint8Array): Uint8Array {
  return payload.subarray(proofSize);
}

/** Whether the payload begins with a proof of this with this secret. */
export function isProved(secret: Uint8Array, payload: Uint8Array, proved: Uint8Array): boolean {
  return equalBytes(payload.subarray(0, proofSize), proofOf(secret, proved));
}
