/** A laptop whose disk tells nothing: set up, enrolled at a real hub, filled, locked, unlocked, and protected afterwards. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finding } from '../../shared/domain/review/finding.ts';
import { review } from '../../shared/domain/review/review.ts';
import { run, runEvent } from '../../shared/domain/run.ts';
import { person } from '../../shared/domain/training/person.ts';
import { seriousFaults } from './support/axe.ts';
import { pickNext, saveNext } from './support/file-dialogs.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { isUpdated, makeOlder } from './support/older-database.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';
import { familyOf, findInMemory, secretsIn } from './support/process-memory.ts';
import { Canaries, makeShares, nextWindow, passphrase, setUpVault, unlock, unlockByShares } from './support/vault.ts';

let hub: HubProcess;
let [hubFolder, folder, temporary] = ['', '', ''];
let laptop: Laptop;
let page: Page;
let recoveryKey = '';
const canaries = new Canaries();

beforeAll(async () => {
  [hubFolder, folder] = [await newFolder('hub'), await newFolder('vault')];
  temporary = await mkdtemp(join(folder, 'tmp-'));
  hub = await startHubProcess({ folder: hubFolder });
});
afterAll(async () => {
  await laptop?.close();
  await hub?.stop();
  for (const each of [hubFolder, folder]) await removeFolder(each);
});

const restart = async () => {
  laptop = await startLaptop({ folder, temporary });
  page = laptop.page;
};

/** Two hundred playbooks with marked words in every kind of field, a file, and what screens keep of them. */
async function fill(opened: Page): Promise<void> {
  const engine = await engineOf(opened);
  for (let n = 0; n < 125; n += 1) {
    const [title, description, region, label] = [1, 2, 3, 4].map(() => canaries.next()) as [
      string,
      string,
      string,
      string,
    ];
    await engine.create({ title: { en: title }, description: { en: description }, region, labels: [label] });
  }
  await fillOthers(engine);
  expect(await opened.evaluate(keepFile, canaries.bytes(200_000))).toBe(true);
  const [first] = await engine.call('list', { type: 'playbook' });
  await opened.evaluate((id) => {
    location.hash = `#/playbooks/${id}`;
  }, first?.id);
  await opened.getByRole('heading', { level: 1, name: canaries.mark }).waitFor();
  await opened.evaluate(() => {
    location.hash = '#/';
  });
  await opened.keyboard.press('Control+k');
  await opened.getByRole('combobox').fill(canaries.mark.slice(0, 12));
  // The search keeps what it has indexed when nothing has changed for a while.
  await opened.waitForTimeout(6_000);
  await opened.keyboard.press('Escape');
}

/** A person, a run with a decision in it, a review with a finding: what is about people and what was done. */
async function fillOthers(engine: PageEngine): Promise<void> {
  const next = () => canaries.next();
  await engine.make(person, {
    name: next(),
    transliteration: next(),
    organisation: next(),
    email: `${next()}@x.example`,
  });
  const held = await engine.make(run, { playbookTitle: next(), place: next(), leader: next() });
  await engine.make(runEvent, { run: held, kind: 'decision', by: next(), text: next(), authority: next() });
  const looked = await engine.make(review, { title: { en: next() }, overview: { ar: next() }, participants: [next()] });
  await engine.make(finding, { review: looked, title: { en: next() }, analysis: { fr: next() } });
}

/** As the keyboard would: what Playwright types goes to the page alone, and main hears nothing of it. */
const pressLockKey = ({ app }: Laptop) =>
  app.evaluate(({ BrowserWindow }) => {
    const modifiers: ('control' | 'shift')[] = ['control', 'shift'];
    BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'L', modifiers });
  });

/** Runs in the page, with the engine that `engineOf` found: bytes reach it only as numbers. */
async function keepFile(numbers: readonly number[]): Promise<boolean> {
  const { testEngine } = globalThis as never as {
    testEngine: { keepChunks(bytes: Uint8Array): Promise<{ readonly ok: boolean }> };
  };
  return (await testEngine.keepChunks(Uint8Array.from(numbers))).ok;
}

test('a laptop is protected before it joins a hub, and joins', { timeout: 180_000 }, async () => {
  const { id: scope } = await hub.admin('create-scope', canaries.next());
  const { person } = await hub.admin('create-person', canaries.next(), canaries.next());
  await hub.admin('set-roles', person as string, scope as string, 'coordinator');
  const { code } = await hub.admin('create-code', person as string);
  await restart();
  await page.getByRole('button', { name: 'Protect this laptop' }).click();
  await page.getByLabel(/^New passphrase/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  ({ page, recoveryKey } = await setUpVault(laptop, page));
  await page.getByLabel('Address of the hub').fill(hub.address);
  await page.getByLabel('One-time code').fill(code as string);
  await page.getByLabel('Name of this laptop').fill(canaries.next());
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await engineOf(page);
  await page.getByRole('button', { name: 'Yes, sync' }).click();
});

test('of 500 marked words in every kind of field none can be read on the disk', { timeout: 300_000 }, async () => {
  await fill(page);
  expect((await (await engineOf(page)).call('sync')).ok).toBe(true);
  // In the middle of its work, without a goodbye: nothing is tidied up.
  await laptop.kill();
  expect(canaries.made).toBeGreaterThan(500);
  const found = await canaries.findIn(folder);
  expect(found.bytes).toBeGreaterThan(1_000_000);
  expect(found).toMatchObject({ files: [], hits: 0 });
});

test('after a crash and an update it starts locked, says what is wrong, and opens with the passphrase', {
  timeout: 120_000,
}, async () => {
  await restart();
  await page.getByRole('heading', { name: 'This laptop is locked' }).waitFor();
  // What lies there was written by an edition that merged otherwise: today's writes all of it anew.
  await makeOlder(page, 'edition');
  expect(await seriousFaults(page)).toEqual([]);
  await unlock(page, 'another lantern of clay');
  await page.getByRole('alert').filter({ hasText: 'does not open the laptop' }).waitFor({ timeout: 30_000 });
  await page.getByText(/Next attempt in/).waitFor({ state: 'detached' });
  await unlock(page, passphrase);
  const engine = await engineOf(page);
  expect(await engine.call('list', { type: 'playbook' })).toHaveLength(125);
  expect(await isUpdated(page, 'edition')).toBe(true);
  expect(await canaries.findIn(folder)).toMatchObject({ files: [], hits: 0 });
});

test('a key locks it within two seconds, what was saved is there, and the paper opens it', {
  timeout: 120_000,
}, async () => {
  const engine = await engineOf(page);
  const last = await engine.create({ title: { en: canaries.next() } });
  const begun = Date.now();
  const closed = new Promise<number>((resolve) => page.once('close', () => resolve(Date.now() - begun)));
  page = await nextWindow(laptop, () => pressLockKey(laptop));
  expect(await closed).toBeLessThan(2_000);
  await page.getByRole('heading', { name: 'This laptop is locked' }).waitFor();
  expect(await canaries.findIn(folder)).toMatchObject({ files: [], hits: 0 });
  await unlock(page, recoveryKey, 'Recovery key');
  expect((await (await engineOf(page)).state(last)).id).toBe(last);
  expect(laptop.complaints).toEqual([]);
});

test('any two of three custodians open it, one twice does not, and nobody reads on the disk who they are', {
  timeout: 120_000,
}, async () => {
  const names = [canaries.next(), canaries.next(), canaries.next()] as const;
  const [first = '', , third = ''] = await makeShares(page, names);
  page = await nextWindow(laptop, () => pressLockKey(laptop));
  await page.getByRole('heading', { name: 'This laptop is locked' }).waitFor();
  expect(await canaries.findIn(folder)).toMatchObject({ files: [], hits: 0 });
  // By an edition that knew fewer fields: today's writes the entries anew.
  await makeOlder(page, 'declarations');
  await unlockByShares(page, first, first);
  await page.getByRole('alert').filter({ hasText: 'Both are the same share' }).waitFor();
  await unlockByShares(page, third, first.toLowerCase());
  expect(await (await engineOf(page)).call('list', { type: 'playbook' })).toHaveLength(126);
  expect(await isUpdated(page, 'declarations')).toBe(true);
  expect(await canaries.findIn(folder)).toMatchObject({ files: [], hits: 0 });
  expect(laptop.complaints).toEqual([]);
});

/** The system says so itself: its own word to the app, and nothing of the app's put in its place. */
const say = ({ app }: Laptop, event: 'suspend' | 'lock-screen') =>
  app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

test('the machine sleeps: what was being typed is saved, and two seconds later no key is in the memory of any process', {
  timeout: 120_000,
}, async () => {
  const [first] = await (await engineOf(page)).call('list', { type: 'playbook' });
  const id = first?.id ?? '';
  await page.evaluate((at) => {
    location.hash = `#/playbooks/${at}`;
  }, id);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const typed = canaries.next();
  await page.getByRole('textbox', { name: 'Title' }).fill(typed);
  const secrets = await secretsIn(folder, passphrase);
  const main = laptop.app.process().pid as number;
  const held = await findInMemory([main], secrets);
  expect(held).toEqual(expect.arrayContaining([`${main}: files`, `${main}: journal`, `${main}: device`]));
  const begun = Date.now();
  const closed = new Promise<number>((resolve) => page.once('close', () => resolve(Date.now() - begun)));
  page = await nextWindow(laptop, () => say(laptop, 'suspend'));
  expect(await closed).toBeLessThan(2_000);
  await delay(Math.max(0, begun + 2_000 - Date.now()));
  expect(await findInMemory(await familyOf(main), secrets)).toEqual([]);
  await unlock(page, passphrase);
  const { fields } = await (await engineOf(page)).state(id);
  expect(JSON.stringify(fields)).toContain(typed);
});

test('it locks with the screen of the system, and when nobody touches it', { timeout: 120_000 }, async () => {
  page = await nextWindow(laptop, () => say(laptop, 'lock-screen'));
  await unlock(page, passphrase);
  await engineOf(page);
  page = await nextWindow(laptop, () =>
    laptop.app.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 301;
      const real = Date.now;
      Date.now = () => real() + 301_000;
    }),
  );
  await page.getByRole('heading', { name: 'This laptop is locked' }).waitFor();
  expect(laptop.complaints).toEqual([]);
});

test('a laptop that was not protected can be read, and after it was protected it cannot', {
  timeout: 300_000,
}, async () => {
  await laptop.close();
  expect(await canaries.findIn(folder)).toMatchObject({ files: [], hits: 0 });
  const [plain, sampleFolder] = [await newFolder('plain'), await newFolder('sample-hub')];
  const sample = await startHubProcess({ folder: sampleFolder, sample: true });
  laptop = await startLaptop({ folder: plain, hubAddress: sample.address, sample: true });
  try {
    page = laptop.page;
    await fill(page);
    const before = (await (await engineOf(page)).call('list', { type: 'playbook' })).length;
    expect((await canaries.findIn(plain)).hits).toBeGreaterThan(100);
    await page.evaluate(() => {
      location.hash = '#/vault';
    });
    await page.getByRole('button', { name: 'Protect this laptop' }).click();
    ({ page } = await setUpVault(laptop, page));
    const engine = await engineOf(page);
    expect(await engine.call('list', { type: 'playbook' })).toHaveLength(before);
    expect(await page.getByText('missing or damaged').count()).toBe(0);
    expect((await engine.call('sync')).ok).toBe(true);
    await laptop.close();
    expect(await canaries.findIn(plain)).toMatchObject({ files: [], hits: 0 });
    laptop = await startLaptop({ folder: plain, hubAddress: sample.address, sample: true });
    await unlock(laptop.page, passphrase);
    expect(await (await engineOf(laptop.page)).call('list', { type: 'playbook' })).toHaveLength(before);
    await drill(plain, before);
  } finally {
    await sample.stop();
    await laptop.close();
    for (const each of [plain, sampleFolder]) await removeFolder(each);
    await restart();
  }
});

/** The laptop is backed up onto a stick and lost; another one puts the backup back, by what its first screen offers. */
async function drill(lost: string, playbooks: number): Promise<void> {
  const [stick, fresh] = [await newFolder('stick'), await newFolder('fresh')];
  try {
    const file = join(stick, 'backup.waypost-backup');
    await laptop.page.evaluate(() => {
      location.hash = '#/vault';
    });
    await saveNext(laptop, file);
    await laptop.page.getByRole('button', { name: 'Make a backup' }).click();
    await laptop.page.getByText('The backup is made and was read back whole').waitFor();
    await laptop.page.getByText(/^Last backup: /).waitFor();
    expect(await seriousFaults(laptop.page)).toEqual([]);
    await laptop.close();
    await removeFolder(lost);
    expect((await canaries.findIn(stick)).hits).toBe(0);
    laptop = await startLaptop({ folder: fresh });
    const offered = laptop.page.getByRole('button', { name: 'Put a backup back' });
    await offered.waitFor();
    await pickNext(laptop, file);
    page = await nextWindow(laptop, () => offered.click({ noWaitAfter: true }));
    await unlock(page, passphrase);
    const engine = await engineOf(page);
    expect(await engine.call('list', { type: 'playbook' })).toHaveLength(playbooks);
    expect((await engine.call('sync')).ok).toBe(true);
    expect(laptop.complaints).toEqual([]);
  } finally {
    for (const each of [stick, fresh]) await removeFolder(each);
  }
}
