import { nextChain } from '../../shared/protocol/chain.ts';
import { operationIdOf } from '../../shared/protocol/operation-header.ts';
import { encodePage, type PlacedOperation } from '../../shared/protocol/page.ts';
import { scopeA } from './network.ts';
import { storedOperation } from './stored-operation.ts';

/** The first pack of a scope, of these operations with the ids that they have. */
export function packOf(list: readonly Partial<PlacedOperation>[]) {
  const operations = list.map((over, at): PlacedOperation => {
    const subject = { ...storedOperation(at + 1), seq: at + 1, received: 5, supersedes: [], ...over };
    return { ...subject, id: operationIdOf(subject) };
  });
  const after = { seq: 0, chain: '0'.repeat(32) };
  const chain = operations.reduce((before, { seq, id }) => nextChain(before, seq, id), after.chain);
  return {
    operations,
    payload: encodePage({ scope: scopeA, operations }),
    place: { scope: scopeA, after, last: list.length, chain },
  };
}
