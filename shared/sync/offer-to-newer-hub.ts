/** Work that waits for a hub of a newer edition ([HB4]). */
import type { EngineCore } from './engine-core.ts';
import { hides } from './known-beside.ts';

/**
 * What waits for a newer hub is offered again: at every start, and when the journal was read anew, which says of it what the hub
 * said then. Nothing is noted in the journal, so that a start without a hub writes none. A mark that does not count here stays with
 * the hub, which gives it its place by itself: offered, it would be shown again until the hub's next word ([MV5]).
 */
export async function offerToNewerHub({ ports: { store }, memory }: EngineCore): Promise<void> {
  const waiting = [...memory.refusals.values()].filter((one) => one.outcome.kind === 'needs-newer-hub' && !hides(one));
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return;
  await store.write({ outboxAdd: ids, notAcceptedRemove: ids });
  for (const id of ids) memory.refusals.delete(id);
}
