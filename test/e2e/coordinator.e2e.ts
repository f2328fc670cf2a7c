/** The coordinator's page in a real Chromium, served by the real hub on its real PostgreSQL. */
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../build/build.ts';
import { askToJoin } from '../../headless/ask-to-join.ts';
import { authenticatorCode } from '../../hub/accounts/totp.ts';
import { goodPassphrase } from '../support/account-ports.ts';
import { startTestProvider } from '../support/test-provider.ts';
import { seriousFaults } from './support/axe.ts';
import { enrolLaptop, type HeadlessLaptop } from './support/headless-laptop.ts';
import { type HubProcess, startHubProcess } from './support/hub-process.ts';
import { newFolder, removeFolder } from './support/laptop.ts';
import { engineOf } from './support/page-engine.ts';

let hub: HubProcess;
let provider: Awaited<ReturnType<typeof startTestProvider>>;
let folder = '';
let browser: Browser;
let context: BrowserContext;
let page: Page;
let secret = '';
let recoveryCodes: string[] = [];
let [scope, ben, anneke]: string[] = [];
const laptops: HeadlessLaptop[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  await buildApp();
  folder = await newFolder('coordinator');
  provider = await startTestProvider();
  const env = {
    WAYPOST_PROVIDER: provider.issuer,
    WAYPOST_PROVIDER_CLIENT: 'waypost-hub',
    WAYPOST_PROVIDER_NAME: 'Staff',
  };
  hub = await startHubProcess({ folder: join(folder, 'hub'), env });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // Each test machine is a container whose only user is root.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted|violat/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== hub.address) complaints.push(`asked ${request.url()}`);
  });
});
afterAll(async () => {
  await browser?.close();
  for (const laptop of laptops) await laptop.close();
  await hub?.stop();
  await provider?.stop();
  await removeFolder(folder);
});

async function enrol(code: string, deviceName: string): Promise<HeadlessLaptop> {
  const laptop = await enrolLaptop(join(folder, deviceName), { address: hub.address, code, deviceName });
  laptops.push(laptop);
  return laptop;
}

/** A field by its label, with or without the star of those that must be filled. */
const field = (name: string) => page.getByLabel(new RegExp(`^${name}( \\*)?$`));
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();

test('an account made on the hub is set up with a passphrase and an authenticator', async () => {
  ({ id: scope } = await hub.admin('create-scope', 'Doctrine'));
  const { person } = await hub.admin('create-person', 'Anneke Duarte', 'Varenia hub');
  anneke = person;
  await hub.admin('set-roles', person as string, scope as string, 'coordinator');
  const { setUpCode } = await hub.admin('create-account', person as string, 'anneke');
  await page.goto(`${hub.address}/coordinator`);
  await press('Set up an account');
  await field('Set-up code').fill((setUpCode as string).toLowerCase());
  await press('Next');
  await heading('Welcome, Anneke Duarte').waitFor();
  await page.getByRole('img', { name: 'Square for your authenticator' }).waitFor();
  secret = ((await page.locator('bdi.wp-mono').textContent()) ?? '').replaceAll(' ', '');
  await field('Choose a passphrase').fill('Anneke Duarte Waypost');
  await field('The six digits that it shows').fill(authenticatorCode(secret, Date.now()));
  await press('Set up');
  await page.getByRole('alert').getByText('too easy to guess').waitFor();
  await field('Choose a passphrase').fill(goodPassphrase);
  await field('The six digits that it shows').fill(authenticatorCode(secret, Date.now()));
  await press('Set up');
  await heading('Your recovery codes').waitFor();
  recoveryCodes = await page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem').allInnerTexts();
  expect(recoveryCodes).toHaveLength(10);
  expect(await page.getByRole('button', { name: 'Go on' }).isEnabled()).toBe(false);
  await field('I have put them away').check();
  await press('Go on');
  await heading('Network health').waitFor();
});

test('signing out ends it; a wrong code is refused in words, the next one of the authenticator signs in', async () => {
  await press('Sign out');
  await heading('Sign in to the hub').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const signIn = async (code: string) => {
    await field('Account name').fill('Anneke');
    await field('Passphrase').fill(goodPassphrase);
    await field('Code').fill(code);
    await press('Sign in');
  };
  await signIn('000000');
  await page.getByRole('alert').getByText('do not fit together').waitFor();
  await page.waitForTimeout(1_100);
  // The code of set-up was used: the one after it is what the telephone shows next.
  await signIn(authenticatorCode(secret, Date.now() + 30_000));
  await heading('Network health').waitFor();
  const [cookie] = await context.cookies();
  expect([cookie?.httpOnly, cookie?.sameSite]).toEqual([true, 'Strict']);
  await page.reload();
  await heading('Network health').waitFor();
});

test('a code made here enrols a laptop with the roles that were given', async () => {
  await go('Enrol a device');
  await field('Name').fill('Ben Aydin');
  await field('Centre').fill('Perrin Lakes');
  await page.getByRole('group', { name: 'Roles in Doctrine' }).getByLabel('Trainer').check();
  await press('Make the code');
  const created = page.getByRole('alert').filter({ hasText: 'Code for Ben Aydin' });
  const code = (await created.locator('bdi').first().textContent()) ?? '';
  expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  await page.getByText(`${code.slice(0, 4)}-…`).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const laptop = await enrol(code, 'PL-01');
  expect(laptop.identity).toMatchObject({
    profiles: [{ name: 'Ben Aydin', centre: 'Perrin Lakes' }],
    grants: [{ scope, roles: ['trainer'] }],
  });
  ben = laptop.identity.profiles[0]?.person as string;
  await laptop.write({ en: 'Cordon' });
  expect(await laptop.sync()).toBe(0);
});

test('[AK1] [AK2] a kiosk that has no code shows letters, is seen by who types them, and joins', async () => {
  const sleep = (milliseconds: number) => page.waitForTimeout(milliseconds);
  let shown: (letters: string) => void = () => undefined;
  const letters = new Promise<string>((resolve) => {
    shown = resolve;
  });
  const show = ({ userCode }: { userCode: string }) => shown(userCode);
  const joining = askToJoin({ address: hub.address, deviceName: 'Kiosk' }, { sleep, show });
  await field('Letters on its screen').fill((await letters).toLowerCase());
  await press('Find the device');
  await heading('Kiosk asks to join').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const section = page.getByRole('region', { name: 'A device that shows letters' });
  await section.getByRole('checkbox', { name: 'Ben Aydin' }).check();
  await section.getByRole('button', { name: 'The device is ours: let it in' }).press('Enter');
  await section.getByText('Kiosk is let in for Ben Aydin').waitFor();
  const code = await joining;
  const kiosk = await enrol(code.ok ? code.value : code.failure.kind, 'Kiosk');
  expect(kiosk.identity.profiles).toMatchObject([{ name: 'Ben Aydin' }]);
  // The stories after this one count two laptops.
  laptops.splice(laptops.indexOf(kiosk), 1);
  await kiosk.close();
});

test('a laptop that is behind is seen, with why and what to do', async () => {
  const { person } = await hub.admin('create-person', 'Ines Calder', 'Sorrel Coast');
  await hub.admin('set-roles', person as string, scope as string, 'investigator');
  const { code } = await hub.admin('create-code', person as string);
  const reader = await enrol(code as string, 'SC-01');
  expect(await reader.sync()).toBe(0);
  await laptops[0]?.write({ en: 'Bomb threat' });
  await laptops[0]?.sync();
  await go('Network health');
  await page.reload();
  const row = page.getByRole('row', { name: /SC-01/ });
  await row.getByText('2 operations behind').waitFor();
  await page.getByRole('row', { name: /PL-01/ }).getByText('level').waitFor();
  await row.getByRole('button', { name: 'SC-01' }).press('Enter');
  const pane = page.getByRole('complementary', { name: 'SC-01' });
  await pane.getByText('Something new came since its last contact.').waitFor();
  await pane.getByText('Nothing: its next contact puts it right.').waitFor();
  await pane.getByText('Ines Calder').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await reader.sync();
  await page.reload();
  await row.getByText('level').waitFor();
});

test('held changes are decided: the accepted one reaches the laptops, the returned one stays away and readable', async () => {
  const [author, reader] = laptops as [HeadlessLaptop, HeadlessLaptop];
  await author.write({ en: 'Kept', ar: 'إخلاء المحطة' });
  await author.write({ en: 'Given back' });
  await hub.admin('set-roles', ben as string, scope as string, 'guest');
  expect(await author.sync()).toBeGreaterThan(0);
  expect(await author.titles('en')).toEqual(['Cordon', 'Bomb threat']);
  await page.reload();
  await go('Held changes');
  const card = (name: string) => page.getByRole('group', { name: `Playbook ${name}`, exact: true });
  await card('Kept').getByText('إخلاء المحطة').waitFor();
  await card('Kept').getByText('The author’s role allowed this at one time and not at the other.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await card('Kept').getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await card('Kept').getByText('by Anneke Duarte').waitFor();
  await card('Given back').getByRole('button', { name: 'Return to author' }).click();
  await field('Reason').fill('اسألوا مركزكم أولاً');
  await page.getByRole('dialog').getByRole('button', { name: 'Return to author' }).click();
  await card('Given back').getByText('اسألوا مركزكم أولاً').waitFor();
  await page.getByRole('heading', { name: 'Nothing is held' }).or(page.getByText('Nothing is held')).waitFor();
  // The author learns of what came back.
  expect([await reader.sync(), await author.sync()]).toEqual([0, 2]);
  for (const laptop of [reader, author]) expect(await laptop.titles('en')).toEqual(['Cordon', 'Bomb threat', 'Kept']);
  expect(await reader.titles('ar')).toEqual(['إخلاء المحطة']);
  expect(await author.reasons()).toEqual(['returned', 'returned']);
});

test('[HB8] the laptop of its author shows why a change came back, and the author writes it again', async () => {
  const { person } = await hub.admin('create-person', 'Cleo Marsh', 'Tolmara Highlands');
  const roles = (role: string) => hub.admin('set-roles', person as string, scope as string, role);
  await roles('trainer');
  const { code } = await hub.admin('create-code', person as string);
  const { own, laptop, engine } = await joinInBrowser(code as string, 'TH-01');
  await expect.poll(async () => (await engine.call('sync')).ok, { timeout: 30_000 }).toBe(true);
  await own.setOffline(true);
  await engine.create({ title: { en: 'Station search' } });
  await roles('guest');
  await own.setOffline(false);
  await engine.call('sync');
  await page.reload();
  await go('Held changes');
  const card = page.getByRole('group', { name: 'Playbook Station search', exact: true });
  await card.getByRole('button', { name: 'Return to author' }).click();
  await field('Reason').fill('اسألوا مركزكم أولاً');
  await field('Language of the reason').selectOption('ar');
  await page.getByRole('dialog').getByRole('button', { name: 'Return to author' }).click();
  await card.getByText('اسألوا مركزكم أولاً').waitFor();
  await roles('trainer');

  await engine.call('sync');
  await laptop.goto(`${hub.address}/#/sync`);
  const refused = laptop.getByRole('region', { name: 'Not accepted' });
  const reason = refused.getByText('اسألوا مركزكم أولاً');
  await reason.waitFor();
  expect([await reason.getAttribute('lang'), await reason.getAttribute('dir')]).toEqual(['ar', 'rtl']);
  await refused.getByText('Anneke Duarte').waitFor();
  expect(await seriousFaults(laptop)).toEqual([]);
  // The decision stands in the order of the scope, where this laptop reads it like everybody's.
  await laptop.goto(`${hub.address}/#/sync/decisions`);
  const decided = laptop.getByRole('region', { name: 'Decided' }).getByRole('listitem').filter({ hasText: 'Work of' });
  const row = decided.filter({ hasText: 'Cleo Marsh' });
  await row.getByText('Returned').waitFor();
  await row.getByText('Anneke Duarte').waitFor();
  expect(await row.getByText('اسألوا مركزكم أولاً').getAttribute('lang')).toBe('ar');
  expect(await decided.count()).toBe(3);
  expect(await seriousFaults(laptop)).toEqual([]);
  await laptop.goto(`${hub.address}/#/sync`);
  await refused.getByRole('button', { name: 'Edit it again' }).click();
  await refused.getByLabel('title (English)').fill('Station search, as agreed');
  await refused.getByRole('button', { name: 'Save it again' }).click();
  await refused.waitFor({ state: 'detached' });
  await laptop.getByText('Put away').first().waitFor();
  const after = await engineOf(laptop);
  expect((await after.call('sync')).ok).toBe(true);
  expect((await after.call('status')).notAccepted).toBe(0);
  const reader = laptops[1] as HeadlessLaptop;
  await reader.sync();
  expect(await reader.titles('en')).toContain('Station search, as agreed');
  await own.close();
});

test('[HB11] a coordinator decides on their own laptop without a link, and it counts when the hub has it', async () => {
  const author = laptops[0] as HeadlessLaptop;
  const roles = (role: string) => hub.admin('set-roles', ben as string, scope as string, role);
  await roles('trainer');
  await author.sync();
  await author.write({ en: 'Held for Anneke' });
  await roles('guest');
  await author.sync();
  const { code } = await hub.admin('create-code', anneke as string);
  const { own, laptop, engine } = await joinInBrowser(code as string, 'VH-02');
  await expect.poll(async () => (await engine.call('networkGlance'))?.held?.length, { timeout: 30_000 }).toBe(1);
  await laptop.goto(`${hub.address}/#/sync/decisions`);
  const held = laptop.getByRole('region', { name: 'Held for your decision' });
  await held.getByText('Held for Anneke').first().waitFor();
  await own.setOffline(true);
  await held.getByRole('button', { name: 'Accept', exact: true }).click();
  await held.getByRole('textbox', { name: 'Reason' }).fill('Agreed on the phone');
  expect(await seriousFaults(laptop)).toEqual([]);
  await held.getByRole('form').getByRole('button', { name: 'Accept', exact: true }).click();
  const row = laptop.getByRole('region', { name: 'Decided' }).getByRole('listitem').filter({ hasText: 'Agreed on' });
  await row.getByText('Waits here; it counts when the hub has it.').waitFor();
  await held.getByText('Nothing is held').waitFor();
  await own.setOffline(false);
  const here = await engineOf(laptop);
  await expect.poll(async () => (await here.call('sync')).ok, { timeout: 30_000 }).toBe(true);
  await row.getByText('Waits here; it counts when the hub has it.').waitFor({ state: 'detached' });
  const reader = laptops[1] as HeadlessLaptop;
  await reader.sync();
  expect(await reader.titles('en')).toContain('Held for Anneke');
  await page.reload();
  await go('Held changes');
  const card = page.getByRole('group', { name: 'Playbook Held for Anneke', exact: true });
  await card.getByText('by Anneke Duarte').waitFor();
  await own.close();
});

test('a device whose key is withdrawn is refused at its next request, and what it brings is held', async () => {
  const reader = laptops[1] as HeadlessLaptop;
  await go('Network health');
  await page.getByRole('button', { name: 'SC-01' }).click();
  await press('Withdraw its key');
  await press('Withdraw the key');
  await page.getByRole('row', { name: /SC-01/ }).getByText('key withdrawn').waitFor();
  await reader.write({ en: 'Written afterwards' });
  expect(await reader.sync()).toBe('device-revoked');
  await page.reload();
  await go('Held changes');
  const card = page.getByRole('group', { name: 'Playbook Written afterwards', exact: true });
  await card.getByText('It came from a device whose key was withdrawn.').waitFor();
});

test('in Arabic and in the dark it runs from right to left, and axe finds nothing', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('combobox').selectOption('ar');
  await page.getByRole('heading', { name: 'تغييرات محتجزة للبتّ' }).waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await seriousFaults(page)).toEqual([]);
  // Between Arabic words the name of a laptop keeps its own direction.
  const device = page.locator('main bdi', { hasText: /^SC-01$/ }).first();
  expect(await device.evaluate((node) => getComputedStyle(node).direction)).toBe('ltr');
});

test('a recovery code signs in once, and the page asked nobody but its hub', async () => {
  await page.getByRole('combobox').selectOption('en');
  await press('Sign out');
  await field('Account name').fill('anneke');
  await field('Passphrase').fill(goodPassphrase);
  await field('Code').fill(recoveryCodes[0] as string);
  await press('Sign in');
  await heading('Held changes').waitFor();
  expect(complaints).toEqual([]);
});

test('[WI1] [WI2] a passkey is added at the name of the hub, signs in alone, and is taken away', async () => {
  const own = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  const at = await own.newPage();
  at.setDefaultTimeout(20_000);
  const press = (name: string) => at.getByRole('button', { name, exact: true }).click();
  // By numbers there are none: the page shows where they are, and goes there.
  await at.goto(`${hub.address}/coordinator#/account`);
  await at.getByRole('link', { name: hub.address.replace('127.0.0.1', 'localhost') }).click();
  await at.waitForURL(/localhost/);
  const devtools = await own.newCDPSession(at);
  await devtools.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await at.getByLabel(/^Account name/).fill('anneke');
  await at.getByLabel(/^Passphrase/).fill(goodPassphrase);
  await at.getByLabel(/^Code/).fill(recoveryCodes[1] as string);
  await press('Sign in');
  await at.getByRole('heading', { name: 'Your account' }).waitFor();
  await at.getByLabel(/^Name of the key/).fill('Blue key');
  await at.keyboard.press('Enter');
  const row = at.getByRole('region', { name: 'Passkeys' });
  await row.getByText('Blue key', { exact: true }).waitFor();
  expect(await seriousFaults(at)).toEqual([]);
  // An authenticator that does not know its owner's finger gets nobody in.
  await press('Sign out');
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await press('Sign in with a passkey');
  await at.getByRole('alert').getByText('No passkey was shown').waitFor();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await at.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter');
  await row.getByText(/last used/).waitFor();
  await at.getByRole('button', { name: 'Remove the passkey Blue key' }).click();
  await row.getByText('Blue key', { exact: true }).waitFor({ state: 'detached' });
  await own.close();
});

test('[PV1] [PV2] [PV4] the page leads to the identity provider and back: who is linked is in, who is not reads why', async () => {
  const own = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  const at = await own.newPage();
  at.setDefaultTimeout(20_000);
  // Another site than the provider's, so that the browser keeps from it what is not to go there, and from the way back what is strict.
  const name = hub.address.replace('127.0.0.1', 'localhost');
  expect(new URL(provider.issuer).hostname).not.toBe('localhost');
  const there: string[] = [];
  at.on('request', (request) => request.url().startsWith(provider.issuer) && there.push(request.url()));
  const signIn = () => at.getByRole('button', { name: 'Sign in with Staff', exact: true }).press('Enter');
  provider.says.claims = { sub: 'subject-of-anneke' };
  await at.goto(`${name}/coordinator`);
  await signIn();
  await at.getByRole('alert').getByText('this hub does not yet know who you are here').waitFor();
  await hub.admin('link-provider', anneke as string, 'subject-of-anneke');
  await signIn();
  await at.getByRole('heading', { name: 'Network health', exact: true }).waitFor();
  expect(there.length).toBe(2);
  expect(there.every((address) => new URL(address).searchParams.get('code_challenge_method') === 'S256')).toBe(true);
  const cookies = await own.cookies(name);
  expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Strict']]);
  await at.getByRole('button', { name: 'Sign out', exact: true }).click();
  await at.getByRole('heading', { name: 'Sign in to the hub', exact: true }).waitFor();
  expect(there.length).toBe(3);
  await own.close();
});

/** A laptop of its own in a browser, enrolled with a code. */
async function joinInBrowser(code: string, name: string) {
  const own = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  const laptop = await own.newPage();
  laptop.setDefaultTimeout(30_000);
  await laptop.goto(hub.address);
  await laptop.getByLabel(/^Address of the hub/).fill(hub.address);
  await laptop.getByLabel(/^One-time code/).fill(code);
  await laptop.getByLabel(/^Name of this laptop/).fill(name);
  await laptop.getByRole('button', { name: 'Join', exact: true }).click();
  const engine = await engineOf(laptop);
  await laptop.getByRole('button', { name: 'Yes, sync' }).click();
  return { own, laptop, engine };
}
