/** The hub signs the places up to which it lets a device read: whoever keeps them can hold the hub to its word ([AU1]). */
import { toHex } from '../../shared/base/bytes.ts';
import { placeBytes } from '../../shared/protocol/signed-place.ts';
import type { ReplyScope } from '../../shared/protocol/sync-reply.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { HubIdentity } from './hub-store.ts';

/** The scopes of a reply, each with a signature over its place at this time; as they are while the hub has no key. */
export function signPlaces(
  { sign }: Pick<ExchangePorts, 'sign'>,
  { id, epoch, keys }: Pick<HubIdentity, 'id' | 'epoch' | 'keys'>,
  at: number,
  scopes: readonly ReplyScope[],
): ReplyScope[] {
  const key = keys.at(-1);
  if (key === undefined) return [...scopes];
  return scopes.map((place) => ({
    ...place,
    signature: toHex(sign(key.secret, placeBytes(id, { ...place, epoch, at }))),
  }));
}
