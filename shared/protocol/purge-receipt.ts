/** The receipt of a purge ([SC5]): a device says, under its key, that it holds a scope no more. */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import { wireHex, wireUuid } from './wire-ids.ts';

export const purgeReceiptSchema = z.object({
  scope: wireUuid,
  /** Milliseconds since 1970, by the device's clock. */
  at: z.number().int().min(0),
  signature: wireHex(64),
});
export type PurgeReceipt = z.infer<typeof purgeReceiptSchema>;

/** What the signature is over. */
export function receiptDigest(hub: string, device: string, { scope, at }: Omit<PurgeReceipt, 'signature'>): Uint8Array {
  return sha256
    .create()
    .update(utf8('waypost purge receipt'))
    .update(bytesOfUuid(hub))
    .update(bytesOfUuid(device))
    .update(bytesOfUuid(scope))
    .update(utf8(String(at)))
    .digest();
}
