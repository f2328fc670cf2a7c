/** Stories of other languages and of other ways in. */
import { expect, test } from 'vitest';
import { goodPassphrase } from '../../support/account-ports.ts';
import { seriousFaults } from '../support/axe.ts';
import type { PageAtHub } from './page-at-hub.ts';

export function waysInStories(world: PageAtHub): void {
  const { field, heading, press } = world;

  test('in Arabic and in the dark it runs from right to left, and axe finds nothing', async () => {
    await world.page.emulateMedia({ colorScheme: 'dark' });
    await world.page.getByRole('combobox').selectOption('ar');
    await world.page.getByRole('heading', { name: 'تغييرات محتجزة للبتّ' }).waitFor();
    expect(await world.page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await seriousFaults(world.page)).toEqual([]);
    // Between Arabic words the name of a laptop keeps its own direction.
    const device = world.page.locator('main bdi', { hasText: /^SC-01$/ }).first();
    expect(await device.evaluate((node) => getComputedStyle(node).direction)).toBe('ltr');
  });

  test('a recovery code signs in once, and the page asked nobody but its hub', async () => {
    await world.page.getByRole('combobox').selectOption('en');
    await press('Sign out');
    await field('Account name').fill('anneke');
    await field('Passphrase').fill(goodPassphrase);
    await field('Code').fill(world.recoveryCodes[0] as string);
    await press('Sign in');
    await heading('Held changes').waitFor();
    expect(world.complaints).toEqual([]);
  });

  test('[WI1] [WI2] a passkey is added at the name of the hub, signs in alone, and is taken away', async () => {
    const own = await world.browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
    const at = await own.newPage();
    at.setDefaultTimeout(20_000);
    const press = (name: string) => at.getByRole('button', { name, exact: true }).click();
    // By numbers there are none: the page shows where they are, and goes there.
    await at.goto(`${world.hub.address}/coordinator#/account`);
    await at.getByRole('link', { name: world.hub.address.replace('127.0.0.1', 'localhost') }).click();
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
    await at.getByLabel(/^Code/).fill(world.recoveryCodes[1] as string);
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
    const own = await world.browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
    const at = await own.newPage();
    at.setDefaultTimeout(20_000);
    // Another site than the provider's, so that the browser keeps from it what is not to go there, and from the way back what is strict.
    const name = world.hub.address.replace('127.0.0.1', 'localhost');
    expect(new URL(world.provider.issuer).hostname).not.toBe('localhost');
    const there: string[] = [];
    at.on('request', (request) => request.url().startsWith(world.provider.issuer) && there.push(request.url()));
    const signIn = () => at.getByRole('button', { name: 'Sign in with Staff', exact: true }).press('Enter');
    world.provider.says.claims = { sub: 'subject-of-anneke' };
    await at.goto(`${name}/coordinator`);
    await signIn();
    await at.getByRole('alert').getByText('this hub does not yet know who you are here').waitFor();
    await world.hub.admin('link-provider', world.anneke, 'subject-of-anneke');
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
}
