import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { person } from '../../shared/domain/training/person.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';

let hub: HubProcess;
let folder: string;
let laptop: Laptop;
let engine: PageEngine;
const folders: string[] = [];

beforeAll(async () => {
  const hubFolder = await newFolder('hub');
  folder = await newFolder('search');
  folders.push(hubFolder, folder);
  hub = await startHubProcess({ folder: hubFolder, sample: true });
  await start();
});
afterAll(async () => {
  await laptop?.kill();
  await hub?.stop();
  for (const each of folders) await removeFolder(each);
});

async function start(): Promise<void> {
  laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true, label: 'Search' });
  engine = await engineOf(laptop.page);
  // Keys are heard once a screen stands.
  await laptop.page.getByRole('heading', { level: 1 }).waitFor();
}

/** Types into the palette and waits for a row that says so. */
async function findInPalette(query: string, row: string): Promise<void> {
  await laptop.page.keyboard.press('Control+k');
  const box = laptop.page.getByRole('combobox');
  await box.fill(query);
  await laptop.page.getByRole('option', { name: row }).first().waitFor();
  await laptop.page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
}

/** Rows of the snapshots on the disk, by name. */
const snapshots = () =>
  laptop.page.evaluate(async () => {
    const named = (await indexedDB.databases()).find(({ name }) => name?.startsWith('waypost-search'));
    if (named?.name === undefined) return [];
    const opened = indexedDB.open(named.name);
    await new Promise((resolve) => {
      opened.onsuccess = resolve;
    });
    const keys = opened.result.transaction('snapshots').objectStore('snapshots').getAllKeys();
    await new Promise((resolve) => {
      keys.onsuccess = resolve;
    });
    opened.result.close();
    return keys.result.map(String);
  });

test('playbooks and people are found in every script, at once and after a restart', { timeout: 180_000 }, async () => {
  await engine.create({
    title: { en: 'Cordon at the quay', ar: 'طوق أمني على الرصيف' },
    reference: 'PB-0142',
    state: 'draft',
  });
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  const { scope = '', person: author = '' } = grant ?? {};
  const id = uuidv7({ now: () => Date.now() }, { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  const drafts = createRecord(person, { scope, id }, { name: 'جميلة القاسمي' });
  await engine.call('apply', author, drafts.ok ? drafts.value : []);
  await findInPalette('طَوْق', 'Cordon at the quay');
  await findInPalette('pb 142', 'Cordon at the quay');
  await findInPalette('Jamila', 'جميلة القاسمي');
  await expect.poll(snapshots, { timeout: 30_000 }).toContain(scope);
  await engine.create({ title: { en: 'Written after the snapshot' }, state: 'draft' });
  await laptop.close();

  await start();
  await findInPalette('jamila', 'جميلة القاسمي');
  await findInPalette('after the snap', 'Written after the snapshot');
  expect(laptop.complaints).toEqual([]);
});
