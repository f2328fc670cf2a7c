/** Work that waits for a hub of a newer edition ([HB4]). */
import type { EngineCore } from './engine-core.ts';
import { hides } from './known-beside.ts';

/**
 * What waits for a newer hub is offered again: at every start, and when the journal was read anew, which says of it what the hub
 * said then. Nothing is noted in the journal, so that a start without a hub writes none. A mark that does not count here
 * is offered too, and what was said of it stays: it would be shown until the hub's next word otherwise ([MV5]).
 */
export async function offerToNewerHub({ ports: { store }, memory }: EngineCore): Promise<void> {
  const waiting = [...memory.refusals.values()].filter(({ outcome }) => outcome.kind === 'needs-newer-hub');
  if (waiting.length === 0) return;
  const shown = waiting.flatMap((one) => (hides(one) ? [] : one.id));
  await store.write({ outboxAdd: waiting.map(({ id }) => id), notAcceptedRemove: shown });
  for (const id of shown) memory.refusals.delete(id);
}
