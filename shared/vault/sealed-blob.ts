/**
 * The form of everything that is sealed, in files and in rows of the database alike:
 *
 *     0 'WPS' | 3 version | 4 suite | 5 three zero bytes | 8 nonce (12) | 20 ciphertext | tag (16)
 *
 * Suite 1 is AES-256-GCM. What is authenticated besides: the eight bytes of the head, and the place that the bytes were sealed
 * for, so that no file or row can stand in for another.
 */
import { concat, equalBytes, utf8 } from '../base/bytes.ts';

const head = Uint8Array.from([0x57, 0x50, 0x53, 1, 1, 0, 0, 0]);
export const nonceSize = 12;
export const tagSize = 16;
/** By how much sealed bytes are longer. */
export const sealedOverhead = head.length + nonceSize + tagSize;

/** What is authenticated beside the bytes themselves. */
export function associatedData(place: string): Uint8Array {
  return concat(head, utf8(place));
}

export function joinSealed(nonce: Uint8Array, ciphertextAndTag: Uint8Array): Uint8Array {
  return concat(head, nonce, ciphertextAndTag);
}

/** The parts again. Throws for what has another form. */
export function splitSealed(sealed: Uint8Array): { readonly nonce: Uint8Array; readonly ciphertextAndTag: Uint8Array } {
  if (sealed.length < sealedOverhead || !equalBytes(sealed.subarray(0, head.length), head)) {
    throw new Error('Not sealed, or by a newer edition');
  }
  const at = head.length + nonceSize;
  return { nonce: sealed.subarray(head.length, at), ciphertextAndTag: sealed.subarray(at) };
}
