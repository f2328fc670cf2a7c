/** Each cruelty of `npm run torture` once, but for long ones; docs/reliability.md adds up the long runs. */
import { expect, test } from 'vitest';
import { tortureCases } from '../torture/cases.ts';
import { canMount } from '../torture/loop-disk.ts';
import { runCase } from '../torture/run-case.ts';

const mounts = await canMount();

for (const one of tortureCases.filter(({ isLong }) => isLong !== true)) {
  const leaveOut = one.needsMount && !mounts;
  test.skipIf(leaveOut)(
    `${one.name}${leaveOut ? ' (left out: it needs root on Linux, to mount a file system)' : ''}`,
    async () => {
      const said: string[] = [];
      const came = await runCase(one, 1, (line) => said.push(line));
      expect(came, said.join('\n')).toMatchObject({ times: 1, lost: 0, unopened: 0, untold: 0 });
      expect(came.acknowledged).toBeGreaterThan(0);
    },
    300_000,
  );
}
