import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seeded } from '../sim/seeded.ts';
import type { PageEngine } from './support/page-engine.ts';
import { type Opened, sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();
const { open, kill } = world;

async function agree(a: PageEngine, b: PageEngine): Promise<void> {
  for (const engine of [a, b, a]) {
    const synced = await engine.call('sync');
    if (!synced.ok) throw new Error(`sync: ${JSON.stringify(synced.failure)}`);
  }
}

/** Saves one record after another until the laptop dies; what was reported as saved is added to `saved`. */
async function saveUntilKilled(engine: PageEngine, name: string, saved: string[]): Promise<void> {
  for (let i = 0; ; i += 1) {
    try {
      saved.push(await engine.create({ title: { en: `${name} ${i}` } }));
    } catch {
      return;
    }
  }
}

/** Both turn the exchange on; the second one types what the first one's screen says, and each says yes to the other ([RM1], [RM6], [FC1]). */
async function exchangeInRoom(first: Page, second: Page): Promise<void> {
  const rooms = [];
  for (const page of [first, second]) {
    await page.evaluate(() => {
      location.hash = '#/sync';
    });
    const room = page.getByRole('region', { name: 'Laptops in this room' });
    await room.getByRole('switch').click();
    await room.getByRole('textbox').waitFor();
    rooms.push(room);
  }
  const [one, two] = rooms as [Locator, Locator];
  const address = await one
    .getByText(/^[0-9.]+:[0-9]+$/)
    .first()
    .textContent();
  const call = async () => {
    await two.getByRole('textbox').fill(address ?? '');
    await two.getByRole('button', { name: 'Exchange', exact: true }).click();
  };
  await call();
  for (const room of [two, one]) await room.getByRole('button', { name: 'Yes, exchange' }).click();
  await call();
  await two.getByRole('row', { name: /in step/ }).waitFor();
  for (const room of rooms) await room.getByRole('switch').click();
}

const proposal = (page: Page) => page.getByRole('textbox', { name: 'Merged proposal' });

async function openConflict(page: Page, asked: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, asked);
  await proposal(page).waitFor();
}

/** As the cross of its frame does, while somebody types. */
async function closeWindow({ app }: Opened['laptop']): Promise<void> {
  const gone = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0));
  await gone;
}

/** What was typed for a conflict is there after a start, and after each way to leave it ([CF13]). */
async function typedStays(page: Page, asked: string, typed: string): Promise<void> {
  const isThere = () => expect.poll(() => proposal(page).inputValue()).toBe(typed);
  await openConflict(page, asked);
  await isThere();
  for (const keys of ['Alt+ArrowDown', 'Alt+ArrowUp']) await page.keyboard.press(keys);
  await isThere();
  await page.goBack();
  await openConflict(page, asked);
  await isThere();
}

test('two laptops edit offline, are killed while saving, and agree with every conflict visible', {
  timeout: 300_000,
}, async () => {
  const [folderA, folderB] = [await world.folder('a'), await world.folder('b')];
  let a = await open('A', folderA);
  let b = await open('B', folderB);
  const sameField = await a.engine.create({ title: { en: 'Cordon' }, impact: 10 });
  const otherFields = await a.engine.create({ title: { en: 'Handover' }, impact: 10 });
  const contested = await a.engine.create({ title: { en: 'Retreat' } });
  await agree(a.engine, b.engine);

  await world.hub.stop();
  await a.engine.set(sameField, { impact: 40, 'title.en': 'Inner cordon' });
  await b.engine.set(sameField, { impact: 70, 'title.en': 'Outer cordon' });
  await a.engine.set(otherFields, { 'title.en': 'Handing over' });
  await b.engine.set(otherFields, { impact: 90 });
  await a.engine.remove(contested);
  await b.engine.set(contested, { 'title.en': 'Orderly retreat' });
  await exchangeInRoom(a.laptop.page, b.laptop.page);
  // No hub was there: both hold the same, with the conflict, and one of them says that nothing of it is confirmed.
  expect(await a.engine.everything()).toBe(await b.engine.everything());
  expect((await b.engine.state(sameField)).fields['impact']).toHaveLength(2);
  expect((await b.engine.call('unconfirmed', 10)).count).toBeGreaterThan(0);

  const random = seeded(20_261_123);
  const saved: { a: string[]; b: string[] } = { a: [], b: [] };
  for (let round = 0; round < 3; round += 1) {
    const saving = [saveUntilKilled(a.engine, `A${round}`, saved.a), saveUntilKilled(b.engine, `B${round}`, saved.b)];
    const [first = 0, second = 0] = random.bytes(2);
    await new Promise((resolve) => setTimeout(resolve, 100 + first * 4));
    await kill(a.laptop);
    await new Promise((resolve) => setTimeout(resolve, second * 2));
    await kill(b.laptop);
    await Promise.all(saving);
    a = await open('A', folderA);
    b = await open('B', folderB);
    for (const [engine, ids] of [
      [a.engine, saved.a],
      [b.engine, saved.b],
    ] as const) {
      const there = new Set((await engine.call('list', { type: 'playbook' })).map(({ id }) => id));
      expect(ids.filter((id) => !there.has(id))).toEqual([]);
    }
  }
  expect(saved.a.length + saved.b.length).toBeGreaterThan(10);

  await world.hub.restart();
  await agree(a.engine, b.engine);
  expect(await a.engine.everything()).toBe(await b.engine.everything());
  const contestedIds = (await a.engine.call('list', { inConflict: true })).map(({ id }) => id).sort();
  expect(contestedIds).toEqual([sameField, contested].sort());
  const all = new Set((await b.engine.call('list', { type: 'playbook' })).map(({ id }) => id));
  expect([...saved.a, ...saved.b].filter((id) => !all.has(id))).toEqual([]);
  const merged = await b.engine.state(otherFields);
  expect([merged.fields['title.en']?.[0]?.value, merged.fields['impact']?.[0]?.value]).toEqual(['Handing over', 90]);

  const asked = `#/sync/conflicts/${sameField}/title.en`;
  await openConflict(a.laptop.page, asked);
  await a.laptop.page.getByRole('textbox', { name: 'Merged proposal' }).fill('Both cordons');
  await closeWindow(a.laptop);
  expect(a.laptop.complaints).toEqual([]);
  a = await open('A', folderA);
  await typedStays(a.laptop.page, asked, 'Both cordons');
  expect([...a.laptop.complaints, ...b.laptop.complaints]).toEqual([]);
  for (const { laptop } of [a, b]) await kill(laptop);
});
