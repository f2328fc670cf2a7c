/**
 * The pack: a stretch of a scope's order that the hub encoded once, as the payload of a page, and that is named by its hash
 * ([PK1]). A manifest says which packs there are. Invariant: nothing of a pack is believed before its hash is the one
 * that was asked for and the chain over it comes out at the place that the manifest says, which the hub signed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { toHex } from '../base/bytes.ts';
import { chainOver } from './chain.ts';
import { asWritten, made, writingDown } from './identities.ts';
import { decodePage, type PlacedOperation } from './page.ts';
import { proofSize } from './proved-page.ts';
import { wireCount, wireHex, wireUuid } from './wire-ids.ts';

/** The layout that a device says which reads packs as well: its pages are of the second ([PK14]). */
export const layoutWithPacks = 3;

/** Packs that a manifest names of one scope; what follows is named when those are read. */
export const packsPerManifest = 256;

/** The packs of one scope, each from behind the one before it. */
export const packManifestSchema = z.object({
  scope: wireUuid,
  /** The first place of the first pack. */
  first: wireCount,
  packs: z
    .array(
      z.object({
        hash: wireHex(32),
        last: wireCount,
        /** The chain at its last place. */
        chain: wireHex(16),
        /** Bytes of it. */
        size: wireCount,
        /** The hub's proof of it, as of a page ([RH2]). */
        proof: wireHex(proofSize).optional(),
        /** The hub's signature over its last place at the reply's `hubTime` (signed-place.ts), by its newest key. */
        signature: wireHex(64).optional(),
      }),
    )
    .max(packsPerManifest),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** SHA-256 of a pack's bytes in hexadecimal: its name everywhere. */
export const packHash = (payload: Uint8Array): string => toHex(sha256(payload));

/** What a pack must be: the places of a scope from behind a cursor to a place, with the chain at both ends. */
export interface PackPlace {
  readonly scope: string;
  /** The place before its first one, and the chain there. */
  readonly after: { readonly seq: number; readonly chain: string };
  readonly last: number;
  readonly chain: string;
}

/**
 * The operations of a pack; null when it is not what the manifest says. With the ids that {@link identifyPack} made of these
 * very bytes for this very place, only the rest is read, and nothing checked again. Never throws.
 */
export function readPack(
  payload: Uint8Array,
  place: PackPlace,
  ids: Uint8Array | null = null,
): readonly PlacedOperation[] | null {
  const page = decodePage(payload, ids === null ? made : asWritten(ids));
  if (!page.ok || page.value.scope !== place.scope) return null;
  return ids !== null || isInPlace(page.value.operations, place) ? page.value.operations : null;
}

/** The operations of a pack, and the ids of its operations and actions for {@link readPack}. */
export interface IdentifiedOperations {
  readonly operations: readonly PlacedOperation[];
  readonly ids: Uint8Array;
}

/** Identifies the operations of a pack; null when it is not what the manifest says. Never throws. */
export function identifyPack(payload: Uint8Array, place: PackPlace): IdentifiedOperations | null {
  const { identities, written } = writingDown();
  const page = decodePage(payload, identities);
  if (!page.ok || page.value.scope !== place.scope || !isInPlace(page.value.operations, place)) return null;
  return { operations: page.value.operations, ids: written() };
}

function isInPlace(operations: readonly PlacedOperation[], { after, last, chain }: PackPlace): boolean {
  const isInOrder = operations.every(({ seq }, at) => seq === after.seq + 1 + at);
  return isInOrder && operations.length === last - after.seq && chainOver(after.chain, operations) === chain;
}
