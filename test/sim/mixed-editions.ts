/**
 * Worlds in which laptops and hub run several editions, upgraded one by one while work goes on, and the oracle of it ([EV1] to
 * [EV6]). A stream of its own decides, so that worlds of one edition stay what they were.
 */
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { createFromFields, deleteRecord, setFields } from '../../shared/domain/edit.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { isLetGo, type StoredOperation } from '../../shared/protocol/operation.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';
import { type EditionName, editionNames, exerciseKit } from '../support/editions.ts';
import { everythingOf } from '../support/everything-of.ts';
import type { Laptop } from './laptop.ts';
import { type Seeded, seeded } from './seeded.ts';
import { simulatedEditions } from './simulated-edition.ts';
import type { World } from './world.ts';

/** Twelve worlds in forty-eight, none of them one in which a planted bug is looked for first. */
const mixedWorlds: ReadonlySet<number> = new Set([2, 8, 14, 20, 23, 25, 33, 37, 39, 41, 42, 46]);

export interface MixedEditions {
  readonly random: Seeded;
  /** What the hub's program is of now. */
  hub: EditionName;
}

/** How a world's editions go on; null in a world of one. */
export function streamOfEditions(seed: number): MixedEditions | null {
  if (!mixedWorlds.has(seed % 48)) return null;
  const random = seeded(seed + 0x45646974);
  return { random, hub: random.pick(['old', 'today']) };
}

/** The edition after this one, or this one when it is the last. */
export const newerThan = (name: EditionName): EditionName => editionNames[editionNames.indexOf(name) + 1] ?? name;

/** What happens to editions between two steps: the hub or a laptop is upgraded, and somebody writes what only newer ones know. */
export async function evolve(world: World, mixed: MixedEditions, laptop: Laptop): Promise<void> {
  const { random } = mixed;
  if (random.chance(0.03)) await hubBecomes(world, mixed, newerThan(mixed.hub));
  if (random.chance(0.04)) laptop.upgrade();
  if (random.chance(0.2)) await laptop.writeNew(random);
}

/** The hub's program of an edition starts on its database: after an upgrade, and after a backup was put back. */
export async function hubBecomes({ hub, trace }: World, mixed: MixedEditions, name: EditionName): Promise<void> {
  mixed.hub = name;
  trace.add(`the hub starts as ${name}`);
  await hub.become(simulatedEditions[name]);
}

/** Everybody's last start: the hub knows all there is, and what waited for that is offered again ([HB4]). Laptops stay what they are. */
export async function endMixture(world: World): Promise<void> {
  if (world.mixed === null) return;
  await hubBecomes(world, world.mixed, 'next');
  for (const laptop of world.laptops) laptop.kill();
}

/** Drafts of work that editions before this one do not know; none in the oldest. */
export async function randomNovelty(
  engine: EngineApi,
  random: Seeded,
  clock: Clock,
  at: { readonly scope: string; readonly edition: EditionName },
): Promise<readonly OperationDraft[]> {
  const { scope, edition } = at;
  if (edition === 'old') return [];
  const type = edition === 'today' ? exercise.type : random.pick(['playbook', exercise.type, exerciseKit.type]);
  const declaration = simulatedEditions[edition].declarationOf(type);
  if (declaration === undefined) throw new Error(`${edition} has no ${type}`);
  const entries = [...(await engine.list({ type, scope, withDeleted: true }))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const text = `new ${random.below(1_000)}`;
  if (type !== 'playbook' && (entries.length === 0 || random.chance(0.3))) {
    const values = type === exercise.type ? { kind: 'drill' } : { pieces: random.below(9), kinds: ['tape'] };
    const place = { scope, id: uuidv7(clock, random) };
    return wanted(createFromFields(declaration, place, { 'title.en': text, ...values }));
  }
  const [state] = await engine.open([entries[random.below(Math.min(4, entries.length))]?.id ?? '']);
  if (state === undefined) return [];
  if (type !== 'playbook' && random.chance(0.15)) return wanted(deleteRecord(declaration, state));
  const changes = [{ 'lessons.en': text }, { reviewBoard: text }, { state: 'archived' }];
  return wanted(setFields(declaration, state, type === 'playbook' ? random.pick(changes) : { 'title.en': text }));
}

/** A laptop hides records of types that its edition does not know ([EV1]). */
export function isKnown({ disk }: Laptop, type: string): boolean {
  return simulatedEditions[disk.program.edition].declarationOf(type) !== undefined;
}

/** What a laptop lacks of the order that it reads, or holds otherwise than it was written, whatever its edition knows of it ([EV1]). */
export async function notAsItCame(
  { disk }: Laptop,
  logs: ReadonlyMap<string, readonly StoredOperation[]>,
  readable: ReadonlySet<string>,
): Promise<string | null> {
  for (const [scope, log] of logs) {
    if (!readable.has(scope)) continue;
    const held = new Map((await everythingOf(disk.store, scope)).map((one) => [one.id, one]));
    for (const operation of log) {
      const here = held.get(operation.id);
      if (here === undefined) return `lacks ${operation.id}, a ${operation.type}`;
      if (!isLetGo(operation) && !isLetGo(here) && contentOf(here) !== contentOf(operation))
        return `holds ${operation.id} otherwise than it was written`;
    }
  }
  return null;
}

function contentOf({ kind, type, record, field, value, supersedes, schema }: StoredOperation): string {
  return JSON.stringify([kind, type, record, field, value, supersedes, schema]);
}

function wanted<T, F>(result: { ok: true; value: T } | { ok: false; failure: F }): T {
  if (result.ok) return result.value;
  throw new Error(`A domain command refused new work: ${JSON.stringify(result.failure)}`);
}
