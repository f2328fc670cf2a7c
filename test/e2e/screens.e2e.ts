import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
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
