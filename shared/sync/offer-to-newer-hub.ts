/** Work that waits for a hub of a newer edition ([HB4]). */
import type { EngineCore } from './engine-core.ts';

/**
 * What waits for a newer hub is offered again: at every start, and when the journal was read anew, which says of it what the hub
 * said then. Nothing is noted in the journal, so that a start without a hub writes none.
 */
export async function offerToNewerHub({ ports: { store }, memory }: EngineCore): Promise<void> {
  const waiting = [...memory.refusals.values()].filter(({ outcome }) => outcome.kind === 'needs-newer-hub');
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return;
  await store.write({ outboxAdd: ids, notAcceptedRemove: ids });
  for (const id of ids) memory.refusals.delete(id);
}
