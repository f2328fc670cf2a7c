/** Marks of moves that came to the hub before what they name, as after a restore ([MV5]). */
import type { OperationId } from '../base/ids.ts';
import { arrivalOf } from '../domain/move/moved.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { Outcome } from '../protocol/outcome.ts';
import { waitingOutcome } from '../protocol/outcome-runs.ts';
import type { JournalEntry } from './journal-entry.ts';
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

/** What the marks name of which these entries say that they wait at the hub: whether it is here decides whether they count ([MV5]). */
export function namedByWaiting(
  entries: readonly JournalEntry[],
  operations: readonly StoredOperation[],
): ReadonlySet<OperationId> {
  const outcomes = entries.flatMap((entry) => (entry.kind === 'checkpoint' ? (entry.checkpoint.outcomes ?? []) : []));
  const waiting = new Set(outcomes.flatMap(({ kind, id }) => (kind === 'needs-newer-hub' ? id : [])));
  if (waiting.size === 0) return waiting;
  return new Set(operations.flatMap((one) => (waiting.has(one.id) ? arrivalOf(one) : [])));
}

/** What is noted of an operation that was not taken; of a mark that waits, whether all that it names is here ([MV5]). */
export function notAcceptedNow(
  operation: StoredOperation,
  { outcome, at }: Pick<NotAccepted, 'outcome' | 'at'>,
  isHere: (id: OperationId) => boolean,
): NotAccepted {
  const { id } = operation;
  const isApart = outcome.kind === 'needs-newer-hub' && !arrivalOf(operation).every(isHere);
  // An older hub says that it waits and not why.
  return isApart ? { id, outcome: waitingOutcome(id, 'move-incomplete'), at, isApart } : { id, outcome, at };
}
