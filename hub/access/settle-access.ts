/** What was said of requests for access, carried out in the transaction that takes it: access is given, or ends ([AR3], [AR4]). */
import type { PersonId, RecordId } from '../../shared/base/ids.ts';
import { type AccessWord, accessRequest, accessWordIn } from '../../shared/domain/access/access-request.ts';
import { endOfAccess, requestsFrom, standingOfAccess } from '../../shared/domain/access/access-standing.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import type { HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import type { PlacedAccessWord } from './access-records.ts';

/** What an operation says of a request, to be kept beside the order. */
export function accessWordsIn(operation: Operation): PlacedAccessWord[] {
  const word = accessWordIn(operation);
  if (word === null) return [];
  return [{ operation: operation.id, request: word.request, type: operation.type, value: operation.value }];
}

/** What kept words say. */
export function toWords(placed: readonly PlacedAccessWord[]): AccessWord[] {
  return placed.flatMap(({ request, type, value }) => {
    // What is asked stands in the record of the request itself; an answer names it.
    const field = type === accessRequest.type ? 'asked' : 'answer';
    return accessWordIn({ kind: 'set', type, record: request, field, value }) ?? [];
  });
}

/** Keeps what was said, and gives or ends what follows from it. Answers the persons who may read less than before. */
export async function settleAccess(
  tx: HubTransaction,
  said: readonly PlacedAccessWord[],
  now: number,
): Promise<readonly PersonId[]> {
  if (said.length === 0) return [];
  await tx.saveAccessWords(said);
  const requests: RecordId[] = [...new Set(said.map(({ request }) => request))];
  const ended: PersonId[] = [];
  for (const askedFor of requestsFrom(toWords(await tx.accessWords(requests)))) {
    const { id: request, asked } = askedFor;
    const { state } = standingOfAccess(askedFor, now);
    if (state === 'granted') {
      const { scope, kinds, by } = asked;
      await tx.giveAccess({ request, person: by.person, scope, kinds, until: endOfAccess(asked) });
    } else if (state !== 'open') {
      const over = await tx.endAccess(request, state === 'expired' ? 'expired' : 'ended');
      if (over !== null) ended.push(over.person);
    }
  }
  return ended;
}

/** Ends what ran out, so that devices and the log hear of it; asked of the hub before anything is read for a request. */
export async function endExpired(tx: HubTransaction, { nextEnd }: HubIdentity, now: () => number): Promise<void> {
  if (nextEnd === undefined) return;
  const at = now();
  if (nextEnd > at) return;
  for (const { request } of await tx.accessEndingBy(at)) await tx.endAccess(request, 'expired');
}
