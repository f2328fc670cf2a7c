/** A process that looks for planted bugs for another one (find-bugs.ts): a name comes, the seed goes back. */
import { plantedBugs } from './bugs/all.ts';
import { findBug } from './find-bug.ts';

export interface BugSearch {
  readonly name: string;
  /** Where it was found last; it is looked for there first. */
  readonly last: number;
}

export interface BugFound {
  readonly name: string;
  readonly seed: number | null;
}

/** Seeds that are tried before a bug is called not found: more than the gate runs for any. */
const mostSeeds = 4_000;

process.on('message', async ({ name, last }: BugSearch) => {
  const bug = plantedBugs.find((one) => one.name === name);
  if (bug === undefined) throw new Error(`No bug is called ${name}`);
  const seed = (await findBug(bug, last, 1)) ?? (await findBug(bug, 1, mostSeeds));
  process.send?.({ name, seed } satisfies BugFound);
});
