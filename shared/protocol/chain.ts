/** The hash chain over a scope's order, by which devices witness the hub (sync.md 16). */
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex } from '../base/bytes.ts';
import type { OperationId } from '../base/ids.ts';

/** The chain of a scope before its first operation: 16 zero bytes, hexadecimal. */
export const emptyChain = '0'.repeat(32);

/** First 16 bytes of SHA-256(chain before || place as 8 bytes || operation id), hexadecimal. */
export function nextChain(before: string, seq: number, id: OperationId): string {
  const bytes = new Uint8Array(40);
  bytes.set(fromHex(before));
  const view = new DataView(bytes.buffer);
  view.setUint32(16, Math.floor(seq / 0x1_0000_0000));
  view.setUint32(20, seq % 0x1_0000_0000);
  bytes.set(fromHex(id), 24);
  return toHex(sha256(bytes).subarray(0, 16));
}
