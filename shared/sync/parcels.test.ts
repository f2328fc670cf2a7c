/** What a device sends together, to a hub that reads it, to an older one, and to an older one in the place of a newer. */
import { expect, test } from 'vitest';
import { draftPlaybook, type EngineLife, edit, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub, type FakeHub } from '../../test/support/fake-hub.ts';
import { scopeA, scopeB } from '../../test/support/network.ts';

const places = (hub: FakeHub) => [scopeA, scopeB].map((scope) => hub.logs.get(scope)?.length ?? 0);
const sent = (hub: FakeHub) =>
  hub.requests.map(({ batches, parcelled }) => `${batches.length}${parcelled ? ' together' : ''}`);

async function saveInBoth(life: EngineLife, number: number): Promise<void> {
  await save(life, draftPlaybook(number, 'Close the bridge to cars', scopeA));
  await save(life, draftPlaybook(number + 1, 'Close the bridge to cars', scopeB));
}

test('[SY24] batches go together to a hub that sent a parcel, in the next life of the device too', async () => {
  const hub = createFakeHub();
  hub.parcels = 'reads';
  const life = await startLife(hub);
  await saveInBoth(life, 1);
  await sync(life);
  await saveInBoth(life, 3);
  await sync(life);
  const again = await startLife(hub, life);
  await saveInBoth(again, 5);
  await sync(again);
  expect(sent(hub)).toEqual(['2', '2 together', '2 together']);
  expect(await again.store.outboxCount()).toBe(0);
  expect(places(hub)[0]).toBe(places(hub)[1]);
});

test('[SY24] nothing goes together to a hub that never sent a parcel', async () => {
  const hub = createFakeHub();
  const life = await startLife(hub);
  for (const number of [1, 3]) {
    await saveInBoth(life, number);
    await sync(life);
  }
  expect(sent(hub)).toEqual(['2', '2']);
});

test('[SY25] an older hub that passes over a parcel is brought the same apart, at once and from then on', async () => {
  const hub = createFakeHub();
  hub.parcels = 'reads';
  const life = await startLife(hub);
  await saveInBoth(life, 1);
  await sync(life);
  hub.parcels = 'passes over';
  await saveInBoth(life, 3);
  await sync(life);
  expect(await life.store.outboxCount()).toBe(0);
  await edit(life, 1, { 'title.en': 'Close both bridges' });
  await saveInBoth(life, 5);
  await sync(life);
  expect(sent(hub)).toEqual(['2', '0 together', '2', '2']);
});
