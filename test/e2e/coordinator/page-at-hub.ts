/** The coordinator's page in a real Chromium, served by the real hub on its real PostgreSQL: started once for all its stories. */
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { buildApp } from '../../../build/build.ts';
import { startTestProvider } from '../../support/test-provider.ts';
import { enrolLaptop, type HeadlessLaptop } from '../support/headless-laptop.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { newFolder, removeFolder } from '../support/laptop.ts';
import { engineOf } from '../support/page-engine.ts';

/** What runs, and what the stories hand on to one another, in their order. */
interface World {
  hub: HubProcess;
  provider: Awaited<ReturnType<typeof startTestProvider>>;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  /** Of Anneke's authenticator. */
  secret: string;
  recoveryCodes: string[];
  scope: string;
  ben: string;
  anneke: string;
  readonly laptops: HeadlessLaptop[];
  /** What the page asked of anybody but its hub, and what it broke of its own policy. */
  readonly complaints: string[];
}

export function pageAtHub() {
  // The rest is there once the tests begin.
  const world = { laptops: [], complaints: [] } as Partial<World> as World;
  let folder = '';

  beforeAll(async () => {
    await buildApp();
    folder = await newFolder('coordinator');
    world.provider = await startTestProvider();
    const env = {
      WAYPOST_PROVIDER: world.provider.issuer,
      WAYPOST_PROVIDER_CLIENT: 'waypost-hub',
      WAYPOST_PROVIDER_NAME: 'Staff',
    };
    world.hub = await startHubProcess({ folder: join(folder, 'hub'), env });
    world.browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      // Each test machine is a container whose only user is root.
      args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    world.context = await world.browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
    world.page = await world.context.newPage();
    world.page.setDefaultTimeout(20_000);
    world.page.on('console', (message) => {
      if (/Content Security Policy|Trusted|violat/i.test(message.text())) world.complaints.push(message.text());
    });
    world.page.on('pageerror', (error) => world.complaints.push(`page: ${error.message}`));
    world.page.on('request', (request) => {
      if (new URL(request.url()).origin !== world.hub.address) world.complaints.push(`asked ${request.url()}`);
    });
  });
  afterAll(async () => {
    await world.browser?.close();
    for (const laptop of world.laptops) await laptop.close();
    await world.hub?.stop();
    await world.provider?.stop();
    await removeFolder(folder);
  });

  async function enrol(code: string, deviceName: string): Promise<HeadlessLaptop> {
    const laptop = await enrolLaptop(join(folder, deviceName), { address: world.hub.address, code, deviceName });
    world.laptops.push(laptop);
    return laptop;
  }

  /** A field by its label, with or without the star of those that must be filled. */
  const field = (name: string) => world.page.getByLabel(new RegExp(`^${name}( \\*)?$`));
  const press = (name: string) => world.page.getByRole('button', { name, exact: true }).click();
  const heading = (name: string) => world.page.getByRole('heading', { name, exact: true });
  const go = (name: string) => world.page.getByRole('navigation').getByRole('link', { name }).click();

  /** A laptop of its own in a browser, enrolled with a code. */
  async function joinInBrowser(code: string, name: string) {
    const own = await world.browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
    const laptop = await own.newPage();
    laptop.setDefaultTimeout(30_000);
    await laptop.goto(world.hub.address);
    await laptop.getByLabel(/^Address of the hub/).fill(world.hub.address);
    await laptop.getByLabel(/^One-time code/).fill(code);
    await laptop.getByLabel(/^Name of this laptop/).fill(name);
    await laptop.getByRole('button', { name: 'Join', exact: true }).click();
    const engine = await engineOf(laptop);
    await laptop.getByRole('button', { name: 'Yes, sync' }).click();
    return { own, laptop, engine };
  }

  return Object.assign(world, { enrol, field, press, heading, go, joinInBrowser });
}

export type PageAtHub = ReturnType<typeof pageAtHub>;
