/** The hash chain over a scope's order, by which devices witness the hub. */
import { hexInto, toHex } from '../base/bytes.ts';
import type { OperationId } from '../base/ids.ts';
import { sha256Into } from './sha256-into.ts';

/** The chain of a scope before its first operation: 16 zero bytes, hexadecimal. */
export const emptyChain = '0'.repeat(32);

/** First 16 bytes of SHA-256(chain before || place as 8 bytes || operation id), hexadecimal. */
export function nextChain(before: string, seq: number, id: OperationId): string {
  return chainOver(before, [{ seq, id }]);
}

/** The chain behind operations that follow each other in the order. */
export function chainOver(
  before: string,
  places: readonly { readonly seq: number; readonly id: OperationId }[],
): string {
  hexInto(bytes, 0, before);
  for (const { seq, id } of places) {
    view.setUint32(16, Math.floor(seq / 0x1_0000_0000));
    view.setUint32(20, seq % 0x1_0000_0000);
    hexInto(bytes, 24, id);
    sha256Into(digest, bytes);
    for (let at = 0; at < chainSize; at++) bytes[at] = digest[at] as number;
  }
  return toHex(bytes.subarray(0, chainSize));
}

const chainSize = 16;

/** Room for one link, used again for the next: a first pull folds a million of them. */
const bytes = new Uint8Array(40);
const view = new DataView(bytes.buffer);
const digest = new Uint8Array(32);
