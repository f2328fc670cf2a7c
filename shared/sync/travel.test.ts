/** Scopes that are left behind for a travel are not on the disk, lose nothing, and come back with the next sync ([TM1] to [TM5]). */
import { expect, test } from 'vitest';
import { draftPlaybook, type EngineLife, playbookId, startLife } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person, scopeA, scopeB } from '../../test/support/network.ts';
import { createRoomWorld, meet } from '../../test/support/room-world.ts';
import { utf8 } from '../base/bytes.ts';
import { createMemoryStore } from './memory-store.ts';

async function settledLife() {
  const hub = createFakeHub();
  const life = await startLife(hub);
  await save(life, 1, 'Left at home', scopeA);
  await save(life, 2, 'Taken along', scopeB);
  expect(await life.engine.sync()).toMatchObject({ ok: true });
  return { hub, life };
}

async function save({ engine }: EngineLife, number: number, title: string, scope: string) {
  return engine.apply(person(1), draftPlaybook(number, title, scope));
}

const titles = async ({ engine }: EngineLife) =>
  (await engine.list({ type: 'playbook' })).map(({ values }) => values['title.en']).sort();

async function journalHolds({ journal }: EngineLife, text: string): Promise<boolean> {
  const parts: Uint8Array[] = [];
  for await (const bytes of journal.read(0)) parts.push(bytes);
  return Buffer.concat(parts).includes(Buffer.from(utf8(text)));
}

test('[TM2] nothing of it is in the store or in the bytes of the journal, and the rest is there', async () => {
  const { life } = await settledLife();
  expect(await journalHolds(life, 'Left at home')).toBe(true);
  expect(await life.engine.leaveBehind([scopeA])).toEqual({ ok: true, value: null });
  expect(await life.engine.travel()).toMatchObject({ left: [{ scope: scopeA }], isGone: true });
  expect(await titles(life)).toEqual(['Taken along']);
  expect(await life.engine.open([playbookId(1)])).toEqual([]);
  expect(await journalHolds(life, 'Left at home')).toBe(false);
  expect(await journalHolds(life, 'Taken along')).toBe(true);
});

test('[TM1] what the hub has not answered for is not left behind, and nothing is changed', async () => {
  const { life } = await settledLife();
  await save(life, 3, 'Not sent yet', scopeA);
  const asked = await life.engine.leaveBehind([scopeA]);
  expect(asked).toMatchObject({ ok: false, failure: { kind: 'travel-unsent', changes: 3 } });
  expect(await life.engine.travel()).toEqual({ left: [], isGone: true });
  expect(await titles(life)).toEqual(['Left at home', 'Not sent yet', 'Taken along']);
});

test('[TM3] the hub is not called, work goes on in what was taken along, and nobody writes into what was left', async () => {
  const { hub, life } = await settledLife();
  await life.engine.leaveBehind([scopeA]);
  const before = hub.requests.length;
  expect(await life.engine.sync()).toEqual({ ok: false, failure: { kind: 'travelling' } });
  expect(hub.requests).toHaveLength(before);
  expect(await save(life, 4, 'Into it', scopeA)).toMatchObject({ failure: { reason: 'left-behind' } });
  expect(await save(life, 5, 'On the way', scopeB)).toMatchObject({ ok: true });
  expect((await life.engine.status()).waiting).toBe(3);
});

test('[TM4] [TM5] it holds after a rebuild, and comes back with the next sync after the travel', async () => {
  const { hub, life } = await settledLife();
  await life.engine.leaveBehind([scopeA]);
  const again = await startLife(hub, { journal: life.journal, store: createMemoryStore() });
  expect(again.engine.started.kind).toBe('rebuilt');
  expect(await again.engine.travel()).toMatchObject({ left: [{ scope: scopeA }], isGone: true });
  expect(await titles(again)).toEqual(['Taken along']);
  await save(again, 5, 'On the way', scopeB);
  expect(await again.engine.leaveBehind([])).toEqual({ ok: true, value: null });
  expect(await again.engine.sync()).toMatchObject({ ok: true });
  expect(await titles(again)).toEqual(['Left at home', 'On the way', 'Taken along']);
  expect((await again.engine.status()).waiting).toBe(0);
});

test('[TM2] a disk that refuses to be written over is asked again at the next look', async () => {
  const { life } = await settledLife();
  const { overwrite } = life.journal;
  life.journal.overwrite = async () => ({ ok: false, failure: { kind: 'disk-full' } });
  await life.engine.leaveBehind([scopeA]);
  expect(await life.engine.travel()).toMatchObject({ isGone: false });
  life.journal.overwrite = overwrite;
  expect(await life.engine.travel()).toMatchObject({ isGone: true });
  expect(await journalHolds(life, 'Left at home')).toBe(false);
});

test('[TM3] in the room nothing of it is spoken of', async () => {
  const { enter } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  await one.engine.apply(person(1), draftPlaybook(1, 'In A', scopeA));
  await one.engine.apply(person(1), draftPlaybook(2, 'In B', scopeB));
  await two.engine.leaveBehind([scopeA]);
  expect(await meet(one, two)).toMatchObject({ scopes: [scopeA, scopeB], sent: 3 });
  expect((await two.engine.list({ type: 'playbook' })).map(({ values }) => values['title.en'])).toEqual(['In B']);
});
