/** Marks of moves that came to the hub before what they name, as after a restore ([MV5]). */
import type { OperationId } from '../base/ids.ts';
import { arrivalOf } from '../domain/move/moved.ts';
import type { Outcome } from '../protocol/outcome.ts';
import type { NotAccepted, Store } from './ports.ts';

/**
 * The marks that wait at the hub for operations which it now holds or refuses, by what an answer says: offered once more they
 * are held or refused with them. Else they would be shown here for as long as those, which are not, wait for a person.
 */
export async function marksToOfferAgain(
  store: Pick<Store, 'operations'>,
  refusals: ReadonlyMap<OperationId, NotAccepted>,
  outcomes: readonly Outcome[],
): Promise<OperationId[]> {
  const kept = new Set(outcomes.flatMap(({ kind, id }) => (kind === 'quarantined' || kind === 'refused' ? id : [])));
  const waiting = [...refusals.values()].flatMap(({ id, outcome }) => (outcome.kind === 'needs-newer-hub' ? id : []));
  if (kept.size === 0 || waiting.length === 0) return [];
  const marks = await store.operations(waiting);
  return marks.flatMap((mark) => (arrivalOf(mark).some((id) => kept.has(id)) ? mark.id : []));
}
