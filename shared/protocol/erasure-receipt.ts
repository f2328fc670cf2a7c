/** The receipt of an erasure ([ER7]): a device says, under its key, that neither its store nor its journal holds what was erased. */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { fromHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import { wireHex, wireUuid } from './wire-ids.ts';

export const erasureReceiptSchema = z.object({
  scope: wireUuid,
  /** The operation that erased, in the order of that scope. */
  erasure: wireHex(16),
  /** Milliseconds since 1970, by the device's clock. */
  at: z.number().int().min(0),
  signature: wireHex(64),
});
export type ErasureReceipt = z.infer<typeof erasureReceiptSchema>;

/** What the signature is over. */
export function erasureReceiptDigest(
  hub: string,
  device: string,
  { scope, erasure, at }: Omit<ErasureReceipt, 'signature'>,
): Uint8Array {
  return sha256
    .create()
    .update(utf8('waypost erasure receipt'))
    .update(bytesOfUuid(hub))
    .update(bytesOfUuid(device))
    .update(bytesOfUuid(scope))
    .update(fromHex(erasure))
    .update(utf8(String(at)))
    .digest();
}
