/** Pages in the journal without what was erased ([ER4]): a late copy of a body is never written. */
import { type Erased, isErased } from '../domain/erasure/erased.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import { withoutValue } from '../protocol/operation-header.ts';
import { encodePage, type Page } from '../protocol/page.ts';
import { pageFrame } from './journal-entry.ts';

/** The frame of a page: as it came where nothing of it was erased. Its proof still holds ([RH2]). */
export function pageFrameWithout(
  erased: Erased,
  payload: Uint8Array,
  { scope, operations }: Page,
  proof: string | undefined,
): Uint8Array {
  const holds = (one: StoredOperation) => isErased(erased, one) && !isLetGo(one);
  if (erased.size === 0 || !operations.some(holds)) return pageFrame(payload, proof);
  const left = operations.map((one) => (holds(one) ? withoutValue(one) : one));
  return pageFrame(encodePage({ scope, operations: left }), proof);
}
