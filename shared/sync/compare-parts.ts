/** Where a scope differs from the hub's, by the digests of a range's parts ([VR3]). Pure. */
import type { ScopeId } from '../base/ids.ts';
import { type PlaceRange, partsOf, shortDigestSize, shortPartsOf } from '../protocol/digest.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';

/** Parts of one range, in order, and the hub's digest of each, hexadecimal: whole, or its end ([VR3]). */
export interface ToldDigests {
  readonly scope: ScopeId;
  readonly range: PlaceRange;
  readonly isShort: boolean;
  readonly parts: readonly PlaceRange[];
  readonly digests: readonly string[];
}

const shortDigits = 2 * shortDigestSize;

/** What an answer says of parts: the hubs of before tell whole digests of larger ones. */
export function toldDigests({ sums = [], shortSums = [] }: Pick<SyncReply, 'sums' | 'shortSums'>): ToldDigests[] {
  const whole = sums.map(({ scope, digests, ...range }) => ({
    scope,
    range,
    isShort: false,
    parts: partsOf(range),
    digests,
  }));
  const short = shortSums.map(({ scope, digests, ...range }) => {
    const ends = Array.from({ length: digests.length / shortDigits }, (_, i) =>
      digests.slice(i * shortDigits, (i + 1) * shortDigits),
    );
    return { scope, range, isShort: true, parts: shortPartsOf(range), digests: ends };
  });
  return [...whole, ...short];
}

/**
 * The parts of which something else is held; `digestOf` gives the digest of what is held of one. None when the hub does not
 * tell of each part: it has no such range.
 */
export function differingParts(
  { parts, digests }: ToldDigests,
  digestOf: (part: PlaceRange) => string,
): readonly PlaceRange[] {
  if (parts.length !== digests.length) return [];
  return parts.filter((part, i) => !digestOf(part).endsWith(digests[i] as string));
}
