import { expect, test } from 'vitest';
import { bombs } from './bombs.ts';
import { targets } from './inputs.ts';

/** Microseconds of a core that one may take: what else the machine does is not counted. */
const longest = 2_000_000;
const all = await bombs();
const named = all.map((bomb) => [`${bomb.target}: ${bomb.what}`, bomb] as const);

test('there are enough of them, of every kind', () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(new Set(named.map(([name]) => name)).size).toBe(all.length);
});

test.each(named)('%s: refused within two seconds', async (_, { target, bytes, mayBeTaken }) => {
  const decoder = targets.find(({ name }) => name === target);
  if (decoder === undefined) throw new Error(`There is no target ${target}`);
  // The fastest of three: a core that is shared does the same work in more of its time.
  let [fastest, taken] = [Number.POSITIVE_INFINITY, true];
  for (let tries = 0; tries < 3 && fastest >= longest; tries++) {
    const begun = process.cpuUsage();
    taken = await decoder.read(bytes);
    fastest = Math.min(fastest, process.cpuUsage(begun).user);
  }
  expect(fastest).toBeLessThan(longest);
  if (mayBeTaken !== true) expect(taken).toBe(false);
});
