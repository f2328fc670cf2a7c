/** A laptop that comes back after half a year: the real engine and the real decisions ([DV4], [DV5]). */
import { expect, test } from 'vitest';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { liveClock, startLive, synced } from '../../test/support/live-device.ts';

const day = 86_400_000;

test('[DV5] nothing that a retired laptop brings is refused for its age, it is told what it lacks, and it is in use again', async () => {
  let now = liveClock.now();
  const hub = await createHubNode(seeded(31), { now: () => now });
  const [scope = ''] = hub.scopes;
  const [one = '', two = ''] = hub.people;
  const identity = await hub.enrol('away', [one]);
  const away = await startLive(hub, identity);
  const home = await startLive(hub, await hub.enrol('home', [two]));
  await home.engine.apply(two, draftPlaybook(1, 'Before', scope));
  await synced(home);
  await synced(away);
  await away.engine.apply(one, draftPlaybook(2, 'Made far away', scope));
  await home.engine.apply(two, draftPlaybook(3, 'Meanwhile', scope));
  await synced(home);
  now += 400 * day;
  const { device } = identity.identity;
  expect(await hub.retiredSince(device)).toBe(now - 220 * day);
  const report = await synced(away);
  expect(report).toMatchObject({ sent: 3, notAccepted: 0 });
  expect(await hub.retiredSince(device)).toBeNull();
  // It was asked for its cursors first, and then read on from where it was: what it brought, and what was new to it.
  expect(report.received).toBe(6);
  expect((await everythingOf(away.store, scope)).length).toBe(9);
  await synced(home);
  const records = [1, 2, 3].map(playbookId);
  expect(await away.engine.open(records)).toEqual(await home.engine.open(records));
  expect((await home.engine.open(records)).length).toBe(3);
});

test('[DV5] what the hub noted of a retired laptop is not gone by: it says each cursor', async () => {
  let now = liveClock.now();
  const hub = await createHubNode(seeded(32), { now: () => now });
  const [scope = ''] = hub.scopes;
  const [one = ''] = hub.people;
  const laptop = await startLive(hub, await hub.enrol('away', [one]));
  await laptop.engine.apply(one, draftPlaybook(1, 'Before', scope));
  await synced(laptop);
  expect(await synced(laptop)).toMatchObject({ requests: 1 });
  now += 200 * day;
  expect(await synced(laptop)).toMatchObject({ requests: 2 });
  expect(await synced(laptop)).toMatchObject({ requests: 1 });
});
