/** Whether the hub reads parcels: who sends one does ([SY24]). */
import type { DecodedReply } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import type { EngineCore } from './engine-core.ts';
import type { Carry } from './room/carry.ts';
import type { SyncSession } from './sync-session.ts';

const kept = 'hubReadsParcels';

/** True when the hub is known to read parcels, from this life or, by the store, from one before. Throws when the store does. */
export async function hubReadsParcels({ ports: { store } }: EngineCore, session: SyncSession): Promise<boolean> {
  session.parcels ??= (await store.meta(kept)) === true ? 'read' : 'unknown';
  return session.parcels === 'read';
}

/**
 * Notes what an answer says of parcels ([SY25]). A hub of an older edition, put in the place of a newer one, passes over a parcel and says
 * nothing of what was in it: then everything goes apart. Throws when the store does.
 */
export async function noteParcels(
  core: EngineCore,
  session: SyncSession,
  { together, carry }: Pick<BuiltRequest, 'together' | 'carry'>,
  { parcelled, message }: Pick<DecodedReply, 'parcelled' | 'message'>,
): Promise<void> {
  if (together && message.outcomes.length === 0 && message.sayIds !== true) return goApart(core, session, carry);
  if (!parcelled || session.parcels === 'read' || session.parcels === 'passed-over') return;
  session.parcels = 'read';
  await core.ports.store.write({ meta: { [kept]: true } });
}

/**
 * From now on, and until the next start, everything goes apart: what went in the last parcel too, batches of other laptops among it.
 * Throws when the store does.
 */
export async function goApart(
  { ports: { store } }: EngineCore,
  session: SyncSession,
  { batches }: Pick<Carry, 'batches'>,
): Promise<void> {
  for (const { name } of batches) session.carried.delete(name);
  session.parcels = 'passed-over';
  await store.write({ meta: { [kept]: false } });
}
