/** Where the simulator finds a planted bug: the test that it does, and the list of the seeds, look for it in one way. */
import { worldWith } from './bugged-world.ts';
import type { PlantedBug } from './bugs/planted-bug.ts';

/** The first of so many seeds from `from` on, of those that it is looked for in, in which the bug shows itself as what it is; null when none does. */
export async function findBug(bug: PlantedBug, from: number, most: number): Promise<number | null> {
  const runWorld = await worldWith(bug);
  let left = most;
  for (let seed = from; left > 0; seed++) {
    if (bug.among?.(seed) === false) continue;
    left -= 1;
    // A world that falls over has found the bug when an assertion of the code itself says what the bug is told by.
    const said = await runWorld(seed).then(
      ({ reasons }) => reasons.filter((reason) => bug.says?.test(reason) ?? true),
      (fallen: unknown) => [String(fallen)].filter((words) => bug.says?.test(words) ?? false),
    );
    if (said.length > 0) return seed;
  }
  return null;
}
