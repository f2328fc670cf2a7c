/**
 * What this store holds of each scope's order, as the sum of the ids that have a place ([VR1]): kept up to date with every
 * write, so that a sync costs nothing to compare.
 */
import type { ScopeId } from '../base/ids.ts';
import { addToDigest, digestWithout, emptyDigest } from '../protocol/digest.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { Cursor } from './ports.ts';

export interface HeldDigest {
  readonly digest: string;
  /** The highest place that is held: of a scope that is held beyond its cursor the digest says nothing. */
  readonly top: number;
}

/** By scope; JSON, a small value of the store. */
export type HeldDigests = Readonly<Record<ScopeId, HeldDigest>>;

type Placed = Pick<StoredOperation, 'id' | 'seq' | 'scope'>;

/** The digests after an operation gained, changed or lost its place; `before` is null for one that was not here. */
export function digestsAfter(digests: HeldDigests, before: Placed | null, after: Placed): HeldDigests {
  const { id, scope, seq } = after;
  const was = before?.seq ?? null;
  if (was === seq) return digests;
  const { digest, top } = digests[scope] ?? { digest: emptyDigest, top: 0 };
  const sum = seq === null ? digestWithout(digest, id) : was === null ? addToDigest(digest, [id]) : digest;
  return { ...digests, [scope]: { digest: sum, top: Math.max(top, seq ?? 0) } };
}

/** What is held up to a cursor; undefined while more than that is held. */
export function digestAt(digests: HeldDigests, { scope, seq }: Cursor): string | undefined {
  const { digest, top } = digests[scope] ?? { digest: emptyDigest, top: 0 };
  return top <= seq ? digest : undefined;
}
