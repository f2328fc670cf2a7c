/**
 * A place of a scope's order that the hub signed. The chain there covers every operation before it, so that one signature
 * covers every page up to it; whoever keeps it can show later what the hub said ([AU1]).
 */
import { z } from 'zod';
import { concat, fromHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import type { HubKey } from '../domain/identity.ts';
import { createByteWriter } from './byte-writer.ts';
import { hubKeyId, type Verify } from './hub-key.ts';
import { wireCount, wireHex, wireUuid } from './wire-ids.ts';

export const signedPlaceSchema = z.object({
  scope: wireUuid,
  epoch: wireUuid,
  seq: wireCount,
  /** The chain hash there. */
  chain: wireHex(16),
  /** Milliseconds since 1970 by the hub's clock; shown, decides nothing. */
  at: z.number().int(),
  /** Which of the hub's keys signed (hub-key.ts). */
  key: wireHex(8),
  signature: wireHex(64),
});
export type SignedPlace = z.infer<typeof signedPlaceSchema>;

/** What is signed of a place. */
export type PlaceToSign = Omit<SignedPlace, 'key' | 'signature'>;

/** The bytes that the hub signs. */
export function placeBytes(hub: string, { scope, epoch, seq, chain, at }: PlaceToSign): Uint8Array {
  const numbers = createByteWriter(16);
  numbers.varint(seq);
  numbers.signed(at);
  const ids = [hub, epoch, scope].map(bytesOfUuid);
  return concat(utf8('waypost place'), ...ids, fromHex(chain), numbers.finish());
}

/** Whether one of these keys of the hub signed a place. */
export async function isSigned(
  hub: string,
  keys: readonly HubKey[],
  place: SignedPlace,
  verify: Verify,
): Promise<boolean> {
  const key = keys.find(({ publicKey }) => hubKeyId(publicKey) === place.key);
  if (key === undefined) return false;
  return verify(fromHex(key.publicKey), placeBytes(hub, place), fromHex(place.signature));
}
