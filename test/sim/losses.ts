/**
 * Laptops that are lost for good in a simulated world, and laptops that are revoked ([RV1] to [RV6], [HB5]): what somebody else was
 * given in the room reaches the hub all the same ([RM8]), what a revoked one saved before is kept, and nothing leaves to it. A stream of
 * its own decides, so that worlds without losses stay what they were.
 */
import { forgetWhatIsGone } from './images.ts';
import type { Laptop } from './laptop.ts';
import { type Seeded, seeded } from './seeded.ts';
import type { World } from './world.ts';

/** Half of the worlds with rooms. */
export function streamOfLosses(seed: number): Seeded | null {
  return seed % 13 === 12 ? seeded(seed + 0x4c6f7374) : null;
}

/** Now and then a laptop is stolen, and mostly revoked then; or one is revoked on which somebody goes on working. */
export async function loseLaptops(world: World, random: Seeded): Promise<void> {
  const laptop = random.pick(world.laptops);
  if (random.chance(0.02)) await loseForGood(world, random, laptop);
  else if (random.chance(0.015)) await revoke(world, laptop);
}

async function loseForGood(world: World, random: Seeded, laptop: Laptop): Promise<void> {
  const { laptops, trace, silence } = world;
  if (laptops.length < 3) return;
  const held = await laptop.holds([...world.saved.keys()]);
  laptop.kill();
  laptops.splice(laptops.indexOf(laptop), 1);
  trace.add(`${laptop.name} is lost for good`);
  // What was on it alone went with it, and nobody misses it; what others were given of it is missed.
  await forgetWhatIsGone(world, held);
  if (silence !== null) silence.shown = silence.shown.filter((one) => one.laptop !== laptop);
  if (random.chance(0.6)) await revoke(world, laptop);
}

async function revoke({ hub, laptops, trace }: World, { device, name }: Laptop): Promise<void> {
  // Somebody goes on: else nothing more would happen in this world.
  const others = new Set(laptops.map((one) => one.device).filter((one) => one !== device));
  const counting = await Promise.all([...others].map((one) => hub.isRevoked(one)));
  if (counting.filter((isRevoked) => !isRevoked).length < 2) return;
  trace.add(`${name} is revoked`);
  await hub.revoke(device);
}
