import type { EngineApi } from '../../../shared/sync/engine-api.ts';
import type { SyncRunner } from '../../data/sync-runner.ts';

/** How long a wipe waits for the hub and then for a disk, in milliseconds: whoever wipes a laptop may have no more. */
const longest = { handingOver: 5_000, sealing: 30_000 };

/**
 * Offers the hub what waits before a wipe, unless a person paused the sync, and then sees to it that the sealed copy has what still
 * waits ([WP9]). Each takes so many milliseconds at most. Never rejects: nothing of this keeps a laptop from being wiped.
 */
export async function handOverFirst(
  { state, now }: Pick<SyncRunner, 'state' | 'now'>,
  { sealCopy }: Pick<EngineApi, 'sealCopy'>,
  { handingOver, sealing } = longest,
): Promise<void> {
  if (!state.get().paused) await atMost(handingOver, now);
  await atMost(sealing, sealCopy);
}

/** Ends with the work, however that ends, or after so many milliseconds. */
async function atMost(ms: number, work: () => Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work().catch(() => {}), waited]);
  clearTimeout(timer);
}
