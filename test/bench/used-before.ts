/** What a laptop has done for itself by the time that somebody opens it again. */
import type { Laptop } from '../e2e/support/laptop.ts';

/** Long lists are packed some fifteen seconds after a start (renderer/data/engine-host.ts); this leaves time for it. */
const quietTime = 25_000;

/** Opens a filled laptop, lets it rest as it does beside a person who reads, and closes it; one with very much rests for longer. */
export async function usedBefore(open: () => Promise<Laptop>, rest = quietTime): Promise<void> {
  const laptop = await open();
  await laptop.page.waitForSelector('main h1');
  await laptop.page.waitForTimeout(rest);
  await laptop.close();
}
