/** Inputs by number: the same number is the same input for ever, as long as samples and damages stay. */
import { seeded } from '../sim/seeded.ts';
import { fileTargets } from './file-targets.ts';
import { keptTargets } from './kept-targets.ts';
import { damaged } from './mutate.ts';
import type { Sample, Target } from './target.ts';
import { trustTargets } from './trust-targets.ts';
import { wireTargets } from './wire-targets.ts';

export const targets: readonly Target[] = [...wireTargets, ...fileTargets, ...trustTargets, ...keptTargets];

const drawn = targets.flatMap((target) => new Array<Target>(target.weight).fill(target));

export interface FuzzInput {
  readonly target: Target;
  readonly bytes: Uint8Array;
}

/** Makes inputs; samples are made once. */
export async function createInputs(): Promise<(number: number) => FuzzInput> {
  const samples = new Map<Target, readonly Sample[]>();
  for (const target of targets) samples.set(target, await target.samples());
  return (number) => {
    const random = seeded(number);
    const target = drawn[number % drawn.length] as Target;
    const { pieces, join } = random.pick(samples.get(target) as readonly Sample[]);
    const at = random.below(pieces.length);
    // One in five has damage around the pieces too.
    const joined = join(pieces.map((piece, n) => (n === at ? damaged(piece, random) : piece)));
    return { target, bytes: random.chance(0.2) ? damaged(joined, random) : joined };
  };
}
