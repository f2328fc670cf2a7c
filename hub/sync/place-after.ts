/** The next place of a scope: its number, its chain hash and its digest follow from the place before it. */
import { emptyChain, nextChain } from '../../shared/protocol/chain.ts';
import { addToDigest, emptyDigest } from '../../shared/protocol/digest.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { LogEntry, Mark, ScopePosition } from './hub-store.ts';

/** A scope before its first operation. */
export const emptyMark: Mark = { chain: emptyChain, digest: emptyDigest };

/** The operation at the place after `end`. */
export function placeAfter(end: ScopePosition, operation: StoredOperation): LogEntry {
  const { id } = operation;
  const seq = end.seq + 1;
  const chain = nextChain(end.chain, seq, id);
  return { seq, chain, digest: addToDigest(end.digest, [id]), operation: { ...operation, seq } };
}

/** Where a scope ends once it has this entry. */
export function endAt(scope: string, { seq, chain, digest }: LogEntry): ScopePosition {
  return { scope, seq, chain, digest };
}
