/**
 * A hub that goes back without a word: somebody put an image of its machine back, and its epoch is the one it was. Who was shown what
 * it signed since notices by the chain ([SY6]) and keeps the proof ([AU4]). At the end somebody says it, and the network heals ([RH1]).
 */
import type { OperationId } from '../../shared/base/ids.ts';
import type { Witnessed } from '../../shared/sync/witness.ts';
import { forgetWhatIsGone } from './images.ts';
import type { Laptop } from './laptop.ts';
import { type Seeded, seeded } from './seeded.ts';
import type { World } from './world.ts';

export interface Silence {
  readonly random: Seeded;
  /** Puts the last image of the hub back; null before there is one. */
  putBack: ReturnType<World['hub']['backUp']> | null;
  /** Whether it went back at all. */
  wentBack: boolean;
  /** What the hub knew and knew no more. */
  readonly lost: Set<OperationId>;
  /** Places of the order that laptops were shown, and that the hub does not have any more. */
  shown: readonly ShownPlace[];
  /** Laptops that read on as if nothing had happened. */
  readonly unnoticed: string[];
}

interface ShownPlace {
  readonly laptop: Laptop;
  readonly scope: string;
  readonly seq: number;
  readonly chain: string;
}

/** One world in sixteen, none of them one in which a seed once failed. A stream of its own decides. */
export function silenceOf(seed: number): Silence | null {
  if (seed % 16 !== 5) return null;
  return { random: seeded(seed + 0x51e7ce), putBack: null, wentBack: false, lost: new Set(), shown: [], unnoticed: [] };
}

/** Somebody keeps an image of the hub, or puts the last one back. */
export async function goBackUntold(world: World, silence: Silence): Promise<void> {
  const { hub, trace } = world;
  if (silence.random.chance(0.1)) silence.putBack = hub.backUp();
  if (silence.putBack === null || !silence.random.chance(0.05)) return;
  const before = await hub.knows();
  await silence.putBack({ untold: true });
  world.wasRestored = true;
  silence.wentBack = true;
  trace.add('the hub goes back and says nothing');
  await noteLost(world, silence, before);
  silence.shown = [...silence.shown, ...(await shownAndGone(world))];
  await forgetWhatIsGone(world, before);
}

/** Notes what the hub does not know any more. What it said that it lost counts too: the word may go with an image of before it. */
export async function noteLost({ hub }: World, silence: Silence, before: ReadonlySet<OperationId>): Promise<void> {
  const after = await hub.knows();
  for (const id of before) if (!after.has(id)) silence.lost.add(id);
}

/** What laptops were shown, as far as their stores say, that the hub does not have. */
async function shownAndGone({ laptops, hub }: World): Promise<ShownPlace[]> {
  const gone: ShownPlace[] = [];
  for (const laptop of laptops) {
    const witnessed = ((await laptop.disk.store.meta('witnessed')) ?? {}) as Witnessed;
    for (const { scope, seq, chain } of Object.values(witnessed))
      if (!(await has(hub, { scope, seq, chain }))) gone.push({ laptop, scope, seq, chain });
  }
  return gone;
}

/** Laptops that keep nothing that says that the hub went back, although they were shown what it does not have. */
export async function unnoticedIn({ hub, losses }: World, { shown }: Silence): Promise<string[]> {
  const faults: string[] = [];
  for (const { laptop, ...place } of shown) {
    const readable = await hub.readable(laptop.persons);
    // Whoever gave the hub the same order back has made it true again; of a scope that is empty it says, and signs, nothing.
    const isTrue = (await has(hub, place)) || (await hub.log(place.scope)).length === 0;
    // A revoked laptop is shown nothing that it could compare.
    const isRevoked = losses !== null && (await hub.isRevoked(laptop.device));
    if (isTrue || isRevoked || !readable.has(place.scope)) continue;
    const { contradictions = [] } = (await (await laptop.engine())?.witness()) ?? {};
    if (contradictions.some(({ seen }) => seen.scope === place.scope)) continue;
    faults.push(`${laptop.name} was shown place ${place.seq}, and never noticed that the hub went back`);
  }
  return faults;
}

async function has(hub: World['hub'], { scope, seq, chain }: Omit<ShownPlace, 'laptop'>): Promise<boolean> {
  return seq === 0 || (await hub.log(scope))[seq - 1]?.chain === chain;
}
