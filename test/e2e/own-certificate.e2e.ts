/** A hub with a certificate of its own, and a laptop that knows it by the key that came with its code. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewCertificate } from '../../hub/tls/renew-certificate.ts';
import { seriousFaults } from './support/axe.ts';
import { saveNext } from './support/file-dialogs.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf } from './support/page-engine.ts';
import { Canaries, nextWindow, setUpVault } from './support/vault.ts';

const canaries = new Canaries();
let hub: HubProcess;
let hubFolder: string;
let folder: string;
let laptop: Laptop;
let page: Page;

beforeAll(async () => {
  [hubFolder, folder] = [await newFolder('hub'), await newFolder()];
  await renewCertificate(hubFolder, ['127.0.0.1'], Date.now());
  hub = await startHubProcess({ folder: hubFolder });
});
afterAll(async () => {
  await laptop?.kill();
  await hub?.stop();
  for (const one of [hubFolder, folder]) await removeFolder(one);
});

test('a laptop joins by the whole code alone, and sends nothing to a hub with another key', async () => {
  expect(hub.address).toMatch(/^https:/);
  const code = (await hub.admin('found', 'Ines Calder', 'Sorrel Coast'))['code'] as string;
  laptop = await startLaptop({ folder });
  await laptop.page.getByRole('button', { name: 'Protect this laptop' }).click();
  ({ page } = await setUpVault(laptop, laptop.page));
  const join = async (shown: string) => {
    await page.getByRole('textbox', { name: /Address of the hub/ }).fill(hub.address);
    await page.getByRole('textbox', { name: /One-time code/ }).fill(shown);
    await page.getByRole('textbox', { name: /Name of this laptop/ }).fill('SC-01');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
  };
  await page.getByText('Your centre has a hub').click();
  await join(code.slice(0, 24));
  await page.getByText('Nobody whom this laptop trusts').waitFor();
  await join(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
  await page.getByText('does not have the key that came with your code').waitFor();
  await join(code.toLowerCase());
  const engine = await engineOf(page);
  await page.getByRole('button', { name: 'Yes, sync' }).click();
  await engine.create({ title: { en: 'For the real hub' } });
  expect(await engine.call('sync')).toMatchObject({ ok: true });

  await hub.stop();
  await rm(authority(), { recursive: true });
  await renewCertificate(hubFolder, ['127.0.0.1'], Date.now());
  await hub.restart();
  await engine.create({ title: { en: canaries.next() } });
  expect(await engine.call('sync')).toMatchObject({ ok: false, failure: { kind: 'certificate-other-key' } });
  expect(await engine.call('status')).toMatchObject({ notAccepted: 0 });
  expect((await engine.call('status')).waiting).toBeGreaterThan(0);
  expect(laptop.complaints).toEqual([]);
});

test('[WP6] [WP7] [WP8] it is wiped with what waits: nothing but the sealed file is left, and by a stick the hub gets it', async () => {
  const { waiting } = await (await engineOf(page)).call('status');
  await page.evaluate(() => {
    location.hash = '#/vault';
  });
  await page.getByRole('button', { name: 'Wipe your profile on this laptop…' }).click();
  await page.getByText('in one sealed file for a stick').waitFor();
  await page.getByLabel('The word, as it stands above').fill('wipe');
  const act = page.getByRole('button', { name: 'Wipe it for good' });
  const wiped = await nextWindow(laptop, () => act.click({ noWaitAfter: true }));
  await wiped.getByText('A profile on this laptop was wiped on').waitFor();
  expect(await seriousFaults(wiped)).toEqual([]);
  const file = join(hubFolder, 'laptop.waypost-outbox');
  await saveNext(laptop, file);
  await wiped.getByRole('button', { name: 'Save the file' }).click();
  await wiped.getByText('It also stays here until you say').waitFor();
  const words = await wiped.getByRole('list', { name: /^Words of the file/ }).textContent();
  expect(await canaries.findIn(folder)).toMatchObject({ files: [], hits: 0 });
  expect((await readdir(join(folder, 'waypost'))).filter((name) => name !== 'reserve').sort()).toEqual([
    expect.stringMatching(/^outbox-left-\d+$/),
    expect.stringMatching(/^outbox-left-\d+-words$/),
    'wiped.json',
  ]);
  const taken = await hub.admin('take-outbox', file);
  expect(taken).toMatchObject({ accepted: waiting, held: 0, known: 0 });
  expect((taken['words'] as unknown as string[]).join('')).toBe(words);
  await wiped.getByRole('button', { name: 'The hub has it' }).click();
  await wiped.getByRole('button', { name: 'Remove the file' }).click();
  await wiped.getByText('A profile on this laptop was wiped on').waitFor({ state: 'detached' });
  expect(laptop.complaints).toEqual([]);
});

const authority = () => join(hubFolder, 'tls');
