import { expect, test } from 'vitest';
import { worldWith } from './bugged-world.ts';
import { firstSeeds, plantedBugs } from './planted-bugs.ts';

/** The seeds in which each bug must show itself; the gate runs ten times as many on the real tree. */
const mostSeeds = 200;

for (const bug of plantedBugs) {
  test(`the simulator finds: ${bug.name}`, async () => {
    const runWorld = await worldWith(bug);
    const from = firstSeeds[bug.name] ?? 1;
    let found = 0;
    for (let seed = from; seed < from + mostSeeds && found === 0; seed++) {
      // A world that throws has found the bug too: an assertion of the code itself fell.
      const outcome = await runWorld(seed).catch(() => null);
      const isFound = outcome === null || outcome.reasons.length > 0;
      if (isFound && (bug.says === undefined || outcome?.reasons.some((reason) => bug.says?.test(reason))))
        found = seed;
    }
    expect(found).toBeGreaterThan(0);
  });
}
