import { afterAll, beforeAll, expect, test } from 'vitest';
import { stillness } from '../../build/screenshots/camera.ts';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { seriousFaults } from './support/axe.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { walk } from './support/keyboard-walk.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';

let hub: HubProcess;
let laptop: Laptop;
let engine: PageEngine;
const folders: string[] = [];

beforeAll(async () => {
  const [hubFolder, folder] = [await newFolder('hub'), await newFolder('screens')];
  folders.push(hubFolder, folder);
  hub = await startHubProcess({ folder: hubFolder, sample: true });
  laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true, label: 'Screens' });
  engine = await engineOf(laptop.page);
  await engine.create({ title: { en: 'Cordon', ar: 'طوق' }, state: 'draft' });
});
afterAll(async () => {
  await laptop?.kill();
  await hub?.stop();
  for (const folder of folders) await removeFolder(folder);
});

for (const path of [
  '/',
  '/playbooks',
  '/runs',
  '/sync',
  '/sync/conflicts',
  '/settings',
  '/governance',
  '/governance/scopes',
  '/governance/agreements/new',
  '/governance/access',
  '/governance/access/new',
  '/governance/retention',
  '/governance/retention/new',
  '/nowhere',
]) {
  test(`axe finds nothing serious on ${path}`, async () => {
    await laptop.page.evaluate((to) => {
      location.hash = `#${to}`;
    }, path);
    await laptop.page.locator('[data-screen-heading]').first().waitFor();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await seriousFaults(laptop.page)).toEqual([]);
  });
}

test('no screen violated the policy of the page or asked for a network', () => {
  expect(laptop.complaints).toEqual([]);
});

test('a hundred saves in a row are each reported within a second', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 10; i += 1) ids.push(await engine.create({ title: { en: `Warm ${i}` } }));
  const person = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'))?.person ?? '';
  const state = await engine.state(ids[0] as string);
  const times = await laptop.page.evaluate(
    async ([author, record, scope, heads]) => {
      const { testEngine } = globalThis as never as {
        testEngine: { apply(author: string, drafts: unknown[]): Promise<{ value: { operations: string[] } }> };
      };
      const measured: number[] = [];
      let supersedes = heads as string[];
      for (let i = 0; i < 100; i += 1) {
        const draft = {
          kind: 'set',
          scope,
          type: 'playbook',
          record,
          field: 'title.en',
          value: `Title ${i}`,
          supersedes,
        };
        const startedAt = performance.now();
        const saved = await testEngine.apply(author as string, [draft]);
        measured.push(performance.now() - startedAt);
        supersedes = saved.value.operations;
      }
      return measured.sort((a, b) => a - b);
    },
    [person, state.id, state.scope, (state.fields['title.en'] ?? []).map(({ id }) => id)] as const,
  );
  process.stdout.write(`saved: p50 ${times[50]?.toFixed(1)} ms, p95 ${times[95]?.toFixed(1)} ms\n`);
  // The figure (20 ms) belongs to the benchmark; here the machine may be shared.
  expect(times[99]).toBeLessThan(1_000);
});

test('who may not read a scope asks for it, and who looks after it approves: spoken, by keyboard, with the sample hub', async () => {
  const { page } = laptop;
  const workAs = async (person: string) => {
    await page.evaluate((who) => localStorage.setItem('waypost.profile', who), person);
    await page.reload();
    await page.locator('[data-screen-heading]').first().waitFor();
  };
  const go = async (path: string) => {
    await page.evaluate((to) => {
      location.hash = `#${to}`;
    }, path);
    await page.locator('main h1').waitFor();
  };
  const speaks = async (name: string) => {
    await stillness(page);
    const spoken = (await page.locator('main').ariaSnapshot())
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\b\d{1,2} \p{L}{3,4} \d{4}\b/gu, 'A DAY')
      .replaceAll(/\d{4}-\d{2}-\d{2}/g, 'A DATE');
    await expect(`${spoken}\n`).toMatchFileSnapshot(`./spoken/governance-${name}.txt`);
    const walked = await walk(page);
    const nameless = walked.stops.filter((stop) => /: $/.test(stop));
    expect({ name, ...walked, stops: nameless }).toEqual({ name, stops: [], missed: [], unseen: [] });
  };
  await workAs(samplePeople.reviewer.person);
  await go('/governance/access/new');
  await speaks('access-form');
  await page.locator('main textarea').fill('The exercise at the bridge');
  await page.locator('main button[type="submit"]').press('Enter');
  await page.waitForFunction(() => /access\/[0-9a-f-]{36}$/.test(location.hash));
  const request = await page.evaluate(() => location.hash.slice(1));
  await workAs(samplePeople.coordinator.person);
  await go(request);
  await speaks('access-request');
  await page.locator('main').getByRole('button', { name: 'Approve' }).press('Enter');
  await page.locator('main').getByText('May read').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('a playbook is begun from nothing, branched by key, undone and dragged in its picture: spoken, by keyboard', async () => {
  const { page } = laptop;
  await page.evaluate(() => {
    location.hash = '#/playbooks';
  });
  const main = page.locator('main');
  await main.getByRole('button', { name: 'New playbook' }).press('Enter');
  // Somebody who may write in several scopes says in which one.
  await page.getByRole('menuitem', { name: 'Network doctrine' }).press('Enter');
  await page.waitForFunction(() => location.hash.endsWith('/edit'));
  const rows = main.locator('[data-row]');
  const named = (name: string) => main.locator('[data-row]', { hasText: name });
  await main.getByRole('textbox', { name: 'Title' }).fill('Bridge closed');
  await rows.first().press('Enter');
  await main.getByRole('textbox', { name: 'Name', exact: true }).fill('Agree on a channel');
  await rows.first().focus();
  await named('Agree on a channel').press('n');
  await main.locator('[data-row]').nth(1).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Name');
  await page.keyboard.type('Close the bridge');
  await rows.nth(1).focus();
  await named('Close the bridge').press('p');
  await rows.nth(3).waitFor();
  for (const part of ['Steps', 'Problems']) {
    await stillness(page);
    const spoken = await main.getByRole('region', { name: part }).ariaSnapshot();
    await expect(`${spoken}\n`).toMatchFileSnapshot(`./spoken/playbooks-editor-${part.toLowerCase()}.txt`);
  }
  const walked = await walk(page);
  const nameless = walked.stops.filter((stop) => /: $/.test(stop));
  expect({ ...walked, stops: nameless }).toEqual({ stops: [], missed: [], unseen: [] });
  expect(await seriousFaults(page)).toEqual([]);
  await rows.first().focus();
  await page.keyboard.press('Control+z');
  await rows.nth(2).waitFor({ state: 'detached' });
  const [first, second] = await Promise.all(
    ['Agree on a channel', 'Close the bridge'].map((name) =>
      main.locator('.react-flow__node', { hasText: name }).boundingBox(),
    ),
  );
  if (!first || !second) throw new Error('The picture has no shapes');
  await page.mouse.move(first.x + first.width / 2, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(second.x + second.width / 2, second.y + second.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector('main [data-row]')?.textContent === 'Close the bridge');
});
