import { expect, test } from 'vitest';
import { worldWith } from './bugged-world.ts';
import { bugsOfDevices } from './bugs/of-devices.ts';
import { bugsOfHubs } from './bugs/of-hubs.ts';

/** The seeds in which each bug must show itself; the gate runs twice as many on the real tree. */
const mostSeeds = 200;

for (const bug of [...bugsOfDevices, ...bugsOfHubs]) {
  test(`the simulator finds: ${bug.name}`, async () => {
    const runWorld = await worldWith(bug);
    const from = bug.from ?? 1;
    let found = 0;
    for (let seed = from; seed < from + mostSeeds && found === 0; seed++) {
      // A world that falls over has found the bug when an assertion of the code itself says what the bug is told by.
      const said = await runWorld(seed).then(
        ({ reasons }) => reasons.filter((reason) => bug.says?.test(reason) ?? true),
        (fallen: unknown) => [String(fallen)].filter((words) => bug.says?.test(words) ?? false),
      );
      if (said.length > 0) found = seed;
    }
    expect(found).toBeGreaterThan(0);
  });
}
