import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDevice, exported, fill, imported, shown } from './exchange-world.ts';
import { randomLibrary } from './random-records.ts';

test('whatever is exported and imported into an empty network is the same, conflicts and deletes included', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(randomLibrary, async (records) => {
      const [there, here] = [await emptyDevice(), await emptyDevice()];
      await fill(there, records);
      const { bytes } = await exported(there);
      const { done } = await imported(here, bytes);
      expect(done).toMatchObject({ ok: true, value: { isStopped: false } });
      expect(await shown(here)).toEqual(await shown(there));

      const before = await here.engine.list({ withDeleted: true });
      const again = await imported(here, bytes);
      expect(again.plan.records).toEqual([]);
      expect(again.plan.obstacles).toEqual([]);
      expect(await here.engine.list({ withDeleted: true })).toEqual(before);
    }),
    { numRuns: 60 },
  );
});
