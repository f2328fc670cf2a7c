/**
 * Disk images that come back: somebody kept a copy of a laptop's disk, and puts it back over what it holds now, program included
 * ([DV3], [DV6]). A stream of its own decides, so that worlds without stay what they were.
 */
import type { OperationId } from '../../shared/base/ids.ts';
import type { Laptop } from './laptop.ts';
import { type Seeded, seeded } from './seeded.ts';
import type { World } from './world.ts';

/** Twelve worlds in forty-eight, none of them one in which a planted bug is looked for first; every other one has mixed editions. */
const imagedWorlds: ReadonlySet<number> = new Set([8, 14, 15, 20, 24, 25, 35, 37, 38, 41, 43, 46]);

/** The stream of a world's disk images; null in a world without. */
export function streamOfImages(seed: number): Seeded | null {
  return imagedWorlds.has(seed % 48) ? seeded(seed + 0x496d6167) : null;
}

/** Somebody keeps an image of a laptop's disk, or puts the last one back. */
export async function handleImages(world: World, random: Seeded, laptop: Laptop): Promise<void> {
  if (random.chance(0.08)) await laptop.keepImage();
  if (!random.chance(0.05)) return;
  const held = await laptop.putBack([...world.saved.keys()]);
  if (held === null) return;
  await forgetWhatIsGone(world, held);
  // What it was shown since the image is forgotten with it.
  if (world.silence !== null) world.silence.shown = world.silence.shown.filter((one) => one.laptop !== laptop);
}

/**
 * What was on a disk before it was put back, and is now neither at the hub nor on any laptop, is gone with it, and nobody misses it. What
 * was nowhere before that is missed all the same.
 */
export async function forgetWhatIsGone(world: World, before: ReadonlySet<OperationId>): Promise<void> {
  const { hub, laptops, saved, gone: lost } = world;
  const here = await hub.knows();
  const gone = [...saved.keys()].filter((id) => before.has(id) && !here.has(id));
  const held = await Promise.all(laptops.map((laptop) => laptop.holds(gone)));
  for (const id of gone.filter((one) => !held.some((ids) => ids.has(one)))) {
    saved.delete(id);
    lost.add(id);
  }
}
