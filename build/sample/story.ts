/** What every part of the sample's story needs: its laptops, the day it is told from, and finding what it speaks of. */
import { sampleScopes } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { dayOf, momentOf } from './moments.ts';
import type { SampleLaptop } from './sample-laptop.ts';

export interface Story {
  readonly filledAt: number;
  /** The instant of a moment of the story. */
  momentOf(text: string): number;
  /** The laptop of whoever stands for a role. */
  laptopOf(role: Role): SampleLaptop;
}

export function createStory(laptopOf: Story['laptopOf'], filledAt: number): Story {
  return { laptopOf, filledAt, momentOf: (text) => momentOf(text, filledAt) };
}

/** The laptop of a role, once it knows what the one before knows. */
export async function passOn(story: Story, from: SampleLaptop, role: Role): Promise<SampleLaptop> {
  const to = story.laptopOf(role);
  if (to === from) return to;
  await from.sync();
  await to.sync();
  return to;
}

/** A reference that counts within a year, `AAR-26-011`. */
export function yearNumber(kind: string, number: string, day: number, { filledAt }: Story): string {
  return `${kind}-${dayOf(day, filledAt).slice(2, 4)}-${number}`;
}

/** The scope in which everything of the sample is kept. */
export const storyScope = sampleScopes.doctrine.id;

/** The playbook with a reference of the network. */
export async function playbookBy(laptop: Pick<SampleLaptop, 'engine'>, reference: string): Promise<RecordId> {
  const [found] = await laptop.engine.list({ type: 'playbook', where: { reference }, withDeleted: true });
  if (found === undefined) throw new Error(`The sample has no playbook ${reference}`);
  return found.id;
}

/** The steps of a playbook by their English names. */
export async function stepsOf(
  laptop: Pick<SampleLaptop, 'engine'>,
  playbook: RecordId,
): Promise<ReadonlyMap<string, RecordId>> {
  const steps = await laptop.engine.list({ type: 'step', parent: playbook });
  return new Map(steps.map(({ id, values }) => [String(values['name.en'] ?? ''), id]));
}

/** The record that a change of the story is about: a step by its English name, or the playbook itself. */
export async function recordOf(
  laptop: Pick<SampleLaptop, 'engine'>,
  { playbook, step }: { readonly playbook: string; readonly step: string | null },
): Promise<RecordId> {
  const id = await playbookBy(laptop, playbook);
  return step === null ? id : named(await stepsOf(laptop, id), step);
}

/** What a name of the story stands for; a name that stands for nothing is a fault of the story. */
export function named<T>(things: ReadonlyMap<string, T>, name: string): T {
  const found = things.get(name);
  if (found === undefined) throw new Error(`The sample speaks of "${name}", which it does not have`);
  return found;
}
