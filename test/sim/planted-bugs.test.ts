import { expect, test } from 'vitest';
import { plantedBugs } from './bugs/all.ts';
import foundAt from './bugs/found-at.json' with { type: 'json' };
import { findBug } from './find-bug.ts';

/** The seeds in which each bug must show itself, from the one on where it did last; the gate runs twice as many on the real tree. */
const mostSeeds = 200;

const seeds: Readonly<Record<string, number>> = foundAt;

test.each(plantedBugs.map((bug) => [bug.name, bug] as const))('the simulator finds: %s', async (name, bug) => {
  expect(await findBug(bug, seeds[name] ?? 1, mostSeeds)).not.toBeNull();
});

test('seeds are noted for planted bugs and for nothing else: node test/sim/find-bugs.ts', () => {
  expect(Object.keys(seeds)).toEqual(plantedBugs.map(({ name }) => name));
});
