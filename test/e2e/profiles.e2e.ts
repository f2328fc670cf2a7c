/** Two people share a laptop: each with a lock, a page and a folder of their own, and neither learns of the other. */
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { Canaries, nextWindow, passphrase, setUpVault, unlock } from './support/vault.ts';

let folder = '';
let laptop: Laptop;

afterAll(async () => {
  await laptop?.close();
  await removeFolder(folder);
});

const leave = (page: Page) =>
  nextWindow(laptop, () => page.getByRole('button', { name: 'Another profile' }).click({ noWaitAfter: true }));
const choose = async (page: Page, name: string) => {
  await page.getByRole('heading', { name: 'Who is it?' }).waitFor();
  return nextWindow(laptop, () => page.getByRole('button', { name }).click({ noWaitAfter: true }));
};
/** Something of one's own in the page's storage, and what the page finds there. */
const keep = (page: Page, word: string) => page.evaluate((kept) => localStorage.setItem('own', kept), word);
const kept = (page: Page) => page.evaluate(() => Object.values(localStorage).join());
const protect = async (page: Page) => {
  await page.getByRole('button', { name: 'Protect this laptop' }).click();
  return (await setUpVault(laptop, page)).page;
};

test('a second person adds a profile from the first screen, and neither finds anything of the other', {
  timeout: 120_000,
}, async () => {
  folder = await newFolder('profiles');
  laptop = await startLaptop({ folder });
  const [first, second] = [new Canaries(), new Canaries()];
  let { page } = laptop;
  await page.getByRole('button', { name: 'Protect this laptop' }).waitFor();
  await keep(page, first.next());
  page = await leave(page);
  await page.getByRole('heading', { name: 'Who is it?' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  // By the keyboard alone.
  await page.getByRole('button', { name: 'Add a profile' }).press('Enter');
  await page.getByLabel(/^Name of the profile/).fill('Amina D.');
  page = await nextWindow(laptop, () => page.getByLabel(/^Name of the profile/).press('Enter', { noWaitAfter: true }));
  page = await protect(page);
  expect(await kept(page)).not.toContain(first.mark);
  await keep(page, second.next());
  page = await leave(page);
  await page.getByRole('button', { name: 'Amina D.' }).waitFor();
  expect(await kept(page)).not.toContain(second.mark);
  await laptop.close();
  const [id = ''] = await readdir(join(folder, 'profiles'));
  // What each kept lies in its own place and nowhere else.
  expect((await second.findIn(join(folder, 'profiles', id))).hits).toBe((await second.findIn(folder)).hits);
  expect((await first.findIn(join(folder, 'profiles'))).hits).toBe(0);
});

test('it asks who it is, and opens one while the folder of the other is not even there', {
  timeout: 120_000,
}, async () => {
  await rename(join(folder, 'waypost'), join(folder, 'away'));
  laptop = await startLaptop({ folder });
  let page = await choose(laptop.page, 'Amina D.');
  await page.getByText('Profile: Amina D.').waitFor();
  await unlock(page, passphrase);
  await page.getByLabel('Address of the hub').waitFor();
  page = await leave(page);
  await removeFolder(join(folder, 'waypost'));
  await rename(join(folder, 'away'), join(folder, 'waypost'));
  page = await choose(page, 'First profile');
  await page.getByRole('button', { name: 'Protect this laptop' }).waitFor();
  expect(laptop.complaints).toEqual([]);
});
