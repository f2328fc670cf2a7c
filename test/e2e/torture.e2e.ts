/** Each cruelty of `npm run torture` once; docs/reliability.md adds up the long runs. */
import { expect, test } from 'vitest';
import { tortureCases } from '../torture/cases.ts';
import { canMount } from '../torture/loop-disk.ts';
import { runCase } from '../torture/run-case.ts';

/** Damaged files come in eight kinds: three of them, other ones each time. */
const inTheGate = (name: string) => (/eight kinds/.test(name) ? 3 : 1);

const mounts = await canMount();

for (const one of tortureCases) {
  test.skipIf(one.needsMount && !mounts)(
    one.name,
    async () => {
      const said: string[] = [];
      const came = await runCase(one, inTheGate(one.name), (line) => said.push(line));
      expect(came, said.join('\n')).toMatchObject({ times: inTheGate(one.name), lost: 0, unopened: 0 });
      expect(came.acknowledged).toBeGreaterThan(0);
    },
    300_000,
  );
}
