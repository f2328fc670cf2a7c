/** Whether the hub reads parcels: who sends one does ([SY24]). */
import type { DecodedReply } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import type { EngineCore } from './engine-core.ts';
import type { SyncSession } from './sync-session.ts';

const kept = 'hubReadsParcels';

/** True when the hub is known to read parcels, from this life or, by the store, from one before. Throws when the store does. */
export async function hubReadsParcels({ ports: { store } }: EngineCore, session: SyncSession): Promise<boolean> {
  session.parcels ??= (await store.meta(kept)) === true ? 'read' : 'unknown';
  return session.parcels === 'read';
}

/**
 * Notes what an answer says of parcels ([SY25]). A hub of an older edition, put in the place of a newer one, passes over a parcel and says
 * nothing of what was in it: then everything goes apart until the next start. Throws when the store does.
 */
export async function noteParcels(
  { ports: { store } }: EngineCore,
  session: SyncSession,
  { together }: Pick<BuiltRequest, 'together'>,
  { parcelled, message }: Pick<DecodedReply, 'parcelled' | 'message'>,
): Promise<void> {
  const before = session.parcels;
  const isPassedOver = together && message.outcomes.length === 0 && message.sayIds !== true;
  if (isPassedOver) session.parcels = 'passed-over';
  else if (parcelled && before !== 'passed-over') session.parcels = 'read';
  if (session.parcels !== before) await store.write({ meta: { [kept]: session.parcels === 'read' } });
}
