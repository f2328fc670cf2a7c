import { expect, test } from 'vitest';
import { draftPlaybook, edit, playbookId, remove, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { changedSince, placeOf } from './changed-since.ts';

async function twoDevices() {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  for (const number of [1, 2, 3]) await save(one, draftPlaybook(number));
  for (const life of [one, two]) await sync(life);
  return { hub, one, two };
}

test('names what was saved here, received and deleted since, and nothing else', async () => {
  const { one, two } = await twoDevices();
  const place = await placeOf(one.store);
  expect(await changedSince(one.store, one.journal, place)).toEqual([]);
  await edit(one, 1, { 'title.en': 'Ours' });
  await remove(two, 2, 2);
  for (const life of [two, one]) await sync(life);
  expect((await changedSince(one.store, one.journal, place))?.sort()).toEqual([playbookId(1), playbookId(2)]);
});

test('names a record whose change was refused: what it says is no longer shown', async () => {
  const { hub, one } = await twoDevices();
  await edit(one, 3, { 'title.en': 'Refused' });
  const place = await placeOf(one.store);
  hub.judge = ({ id }) => ({ kind: 'refused', id, reason: 'role-may-not' });
  await sync(one);
  expect(await changedSince(one.store, one.journal, place)).toEqual([playbookId(3)]);
});

test('cannot tell for another life of the store, nor for a place that it has not reached', async () => {
  const { hub, one } = await twoDevices();
  const place = await placeOf(one.store);
  const again = await startLife(hub, { journal: one.journal });
  expect(await changedSince(again.store, again.journal, place)).toBeNull();
  const ahead = { ...place, position: place.position + 1 };
  expect(await changedSince(one.store, one.journal, ahead)).toBeNull();
});
