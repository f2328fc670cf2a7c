import { expect, test } from 'vitest';
import { worldWith } from './bugged-world.ts';
import { bugsOfDevices } from './bugs/of-devices.ts';
import { bugsOfHubs } from './bugs/of-hubs.ts';

/** The seeds in which each bug must show itself; the gate runs ten times as many on the real tree. */
const mostSeeds = 200;

for (const bug of [...bugsOfDevices, ...bugsOfHubs]) {
  test(`the simulator finds: ${bug.name}`, async () => {
    const runWorld = await worldWith(bug);
    const from = bug.from ?? 1;
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
