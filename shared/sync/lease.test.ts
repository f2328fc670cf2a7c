import { expect, test } from 'vitest';
import { startLife } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { day } from '../../test/support/golden-trust.ts';
import { certified, issuedAt } from '../../test/support/room-world.ts';

test('[LE1] the lease counts from the last word of the hub, and the certificate has an end of its own', async () => {
  const device = certified(1, { certificate: { leaseDays: 45 } });
  const hub = createFakeHub();
  const { engine, clock } = await startLife(hub, { device });
  expect(await engine.lease()).toEqual({
    heardAt: issuedAt,
    endsAt: issuedAt + 45 * day,
    certificateEndsAt: issuedAt + 180 * day,
  });
  clock.advance(issuedAt + 30 * day - clock.now());
  expect(await engine.sync()).toMatchObject({ ok: true });
  expect(await engine.lease()).toMatchObject({ endsAt: issuedAt + 75 * day });
});

test('[LE1] a device of a hub of before has none', async () => {
  const { engine } = await startLife(createFakeHub());
  expect(await engine.lease()).toBeNull();
});
