/** Stories of an account: it is set up, ends and begins again. */
import { expect, test } from 'vitest';
import { authenticatorCode } from '../../../hub/accounts/totp.ts';
import { goodPassphrase } from '../../support/account-ports.ts';
import { seriousFaults } from '../support/axe.ts';
import type { PageAtHub } from './page-at-hub.ts';

export function accountStories(world: PageAtHub): void {
  const { field, heading, press } = world;

  test('an account made on the hub is set up with a passphrase and an authenticator', async () => {
    const { id } = await world.hub.admin('create-scope', 'Doctrine');
    const { person } = await world.hub.admin('create-person', 'Anneke Duarte', 'Varenia hub');
    Object.assign(world, { scope: id, anneke: person });
    await world.hub.admin('set-roles', world.anneke, world.scope, 'coordinator');
    const { setUpCode } = await world.hub.admin('create-account', world.anneke, 'anneke');
    await world.page.goto(`${world.hub.address}/coordinator`);
    await press('Set up an account');
    await field('Set-up code').fill((setUpCode as string).toLowerCase());
    await press('Next');
    await heading('Welcome, Anneke Duarte').waitFor();
    await world.page.getByRole('img', { name: 'Square for your authenticator' }).waitFor();
    world.secret = ((await world.page.locator('bdi.wp-mono').textContent()) ?? '').replaceAll(' ', '');
    await field('Choose a passphrase').fill('Anneke Duarte Waypost');
    await field('The six digits that it shows').fill(authenticatorCode(world.secret, Date.now()));
    await press('Set up');
    await world.page.getByRole('alert').getByText('too easy to guess').waitFor();
    await field('Choose a passphrase').fill(goodPassphrase);
    await field('The six digits that it shows').fill(authenticatorCode(world.secret, Date.now()));
    await press('Set up');
    await heading('Your recovery codes').waitFor();
    world.recoveryCodes = await world.page
      .getByRole('list', { name: 'Your recovery codes' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(world.recoveryCodes).toHaveLength(10);
    expect(await world.page.getByRole('button', { name: 'Go on' }).isEnabled()).toBe(false);
    await field('I have put them away').check();
    await press('Go on');
    await heading('Network health').waitFor();
  });

  test('signing out ends it; a wrong code is refused in words, the next one of the authenticator signs in', async () => {
    await press('Sign out');
    await heading('Sign in to the hub').waitFor();
    expect(await seriousFaults(world.page)).toEqual([]);
    const signIn = async (code: string) => {
      await field('Account name').fill('Anneke');
      await field('Passphrase').fill(goodPassphrase);
      await field('Code').fill(code);
      await press('Sign in');
    };
    await signIn('000000');
    await world.page.getByRole('alert').getByText('do not fit together').waitFor();
    await world.page.waitForTimeout(1_100);
    // The code of set-up was used: the one after it is what the telephone shows next.
    await signIn(authenticatorCode(world.secret, Date.now() + 30_000));
    await heading('Network health').waitFor();
    const [cookie] = await world.context.cookies();
    expect([cookie?.httpOnly, cookie?.sameSite]).toEqual([true, 'Strict']);
    await world.page.reload();
    await heading('Network health').waitFor();
  });
}
