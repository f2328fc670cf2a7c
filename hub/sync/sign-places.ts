/** The hub signs the places up to which it lets a device read: whoever keeps them can hold the hub to its word ([AU1]). */
import { toHex } from '../../shared/base/bytes.ts';
import type { PackManifest } from '../../shared/protocol/pack.ts';
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

/** Manifests with a signature over the place at which each pack ends: a pack counts like an answer that ends there ([PK7]). */
export function signPacks(
  ports: Pick<ExchangePorts, 'sign'>,
  hub: Pick<HubIdentity, 'id' | 'epoch' | 'keys'>,
  at: number,
  manifests: readonly PackManifest[],
): PackManifest[] {
  const key = hub.keys.at(-1);
  if (key === undefined) return [...manifests];
  return manifests.map((manifest) => ({
    ...manifest,
    packs: manifest.packs.map((pack) => {
      const place = { scope: manifest.scope, seq: pack.last, chain: pack.chain, epoch: hub.epoch, at };
      return { ...pack, signature: toHex(ports.sign(key.secret, placeBytes(hub.id, place))) };
    }),
  }));
}
