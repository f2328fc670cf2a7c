/** The browser edition in a real Chromium, on the page that the hub serves. */
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../build/build.ts';
import { ensureDisplay } from './support/display.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { newFolder, removeFolder } from './support/laptop.ts';
import { engineOf } from './support/page-engine.ts';

let hub: HubProcess;
let profile: string;
let hubFolder: string;
let browser: BrowserContext | null = null;
const complaints: string[] = [];

beforeAll(async () => {
  await buildApp();
  [profile, hubFolder] = [await newFolder('browser'), await newFolder('hub')];
  hub = await startHubProcess({ folder: hubFolder, sample: true });
  await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  for (const folder of [profile, hubFolder]) await removeFolder(folder);
});

async function openBrowser(): Promise<void> {
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: false,
    locale: 'en-GB',
    // Each test machine is a container whose only user is root.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...(process.env as Record<string, string>), DISPLAY: await ensureDisplay() },
  });
}

async function openTab(language = 'en'): Promise<Page> {
  const page = await (browser as BrowserContext).newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted|violat/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  await page.addInitScript((wanted) => {
    Object.defineProperty(navigator, 'languages', { get: () => [wanted] });
  }, language);
  await page.goto(hub.address);
  return page;
}

const titleOf = (state: { readonly fields: Readonly<Record<string, readonly { readonly value: unknown }[]>> }) =>
  state.fields['title.en']?.[0]?.value;

test('a browser enrols in the sample; what it saved survives a reload and a browser that was killed', async () => {
  let page = await openTab();
  let engine = await engineOf(page);
  const kept = await engine.create({ title: { en: 'Made in a browser' } });
  await page.reload();
  engine = await engineOf(page);
  expect(titleOf(await engine.state(kept))).toBe('Made in a browser');

  const last = await engine.create({ title: { en: 'Saved just before the end' } });
  await kill();
  await openBrowser();
  page = await openTab();
  engine = await engineOf(page);
  expect(titleOf(await engine.state(kept))).toBe('Made in a browser');
  expect(titleOf(await engine.state(last))).toBe('Saved just before the end');
  expect((await engine.call('sync')).ok).toBe(true);
});

test('a second tab is refused in words, in each language, and goes on when the first is closed', async () => {
  const words = {
    en: 'open in another tab',
    ar: 'علامة تبويب أخرى',
    es: 'otra pestaña',
    fr: 'un autre onglet',
    ru: 'в другой вкладке',
    zh: '另一个标签页',
  };
  const refused = Object.entries(words).map(async ([language, text]) => {
    const second = await openTab(language);
    await second.getByRole('alert').getByRole('heading', { name: text }).waitFor();
    await second.close();
  });
  await Promise.all(refused);
  const second = await openTab();
  const retry = second.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  for (const page of (browser as BrowserContext).pages()) if (page !== second) await page.close();
  await retry.click();
  await engineOf(second);
  expect(complaints).toEqual([]);
});

/** Ends it as a power cut does: the whole browser at once, no goodbye. */
async function kill(): Promise<void> {
  const context = browser as BrowserContext;
  const session = await context.newCDPSession(context.pages()[0] as Page);
  const gone = new Promise((resolve) => context.once('close', resolve));
  await session.send('Browser.crash').catch(() => {});
  await gone;
}
