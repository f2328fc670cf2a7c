/** A hub with a certificate of its own, and a laptop that knows it by the key that came with its code. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewCertificate } from '../../hub/tls/renew-certificate.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { engineOf } from './support/page-engine.ts';
import { setUpVault } from './support/vault.ts';

let hub: HubProcess;
let hubFolder: string;
let folder: string;
let laptop: Laptop;

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
  const { page } = await setUpVault(laptop, laptop.page);
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
  await engine.create({ title: { en: 'Not for another' } });
  expect(await engine.call('sync')).toMatchObject({ ok: false, failure: { kind: 'certificate-other-key' } });
  expect(await engine.call('status')).toMatchObject({ notAccepted: 0 });
  expect((await engine.call('status')).waiting).toBeGreaterThan(0);
  expect(laptop.complaints).toEqual([]);
});

const authority = () => join(hubFolder, 'tls');
