import type { SyncRunner } from '../../data/sync-runner.ts';

/** How long a wipe waits for the hub, in milliseconds: whoever wipes a laptop may have no more. */
const longest = 5_000;

/**
 * Offers the hub what waits before a wipe ([WP9]). Resolves when the exchange is over, however it ends, or after `longestMs`; at once
 * where a person paused the sync. Never rejects: nothing of this keeps a laptop from being wiped.
 */
export async function handOverFirst(
  { state, now }: Pick<SyncRunner, 'state' | 'now'>,
  longestMs = longest,
): Promise<void> {
  if (state.get().paused) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestMs);
  });
  await Promise.race([now().catch(() => {}), waited]);
  clearTimeout(timer);
}
