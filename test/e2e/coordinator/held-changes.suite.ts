/** Stories of changes that wait for a decision. */
import { expect, test } from 'vitest';
import { seriousFaults } from '../support/axe.ts';
import type { HeadlessLaptop } from '../support/headless-laptop.ts';
import { engineOf } from '../support/page-engine.ts';
import type { PageAtHub } from './page-at-hub.ts';

export function heldStories(world: PageAtHub): void {
  const { field, go, joinInBrowser, press } = world;

  test('held changes are decided: the accepted one reaches the laptops, the returned one stays away and readable', async () => {
    const [author, reader] = world.laptops as [HeadlessLaptop, HeadlessLaptop];
    await author.write({ en: 'Kept', ar: 'إخلاء المحطة' });
    await author.write({ en: 'Given back' });
    await world.hub.admin('set-roles', world.ben, world.scope, 'guest');
    expect(await author.sync()).toBeGreaterThan(0);
    expect(await author.titles('en')).toEqual(['Cordon', 'Bomb threat']);
    await world.page.reload();
    await go('Held changes');
    const card = (name: string) => world.page.getByRole('group', { name: `Playbook ${name}`, exact: true });
    await card('Kept').getByText('إخلاء المحطة').waitFor();
    await card('Kept').getByText('The author’s role allowed this at one time and not at the other.').waitFor();
    expect(await seriousFaults(world.page)).toEqual([]);
    await card('Kept').getByRole('button', { name: 'Accept' }).click();
    await world.page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
    await card('Kept').getByText('by Anneke Duarte').waitFor();
    await card('Given back').getByRole('button', { name: 'Return to author' }).click();
    await field('Reason').fill('اسألوا مركزكم أولاً');
    await world.page.getByRole('dialog').getByRole('button', { name: 'Return to author' }).click();
    await card('Given back').getByText('اسألوا مركزكم أولاً').waitFor();
    await world.page
      .getByRole('heading', { name: 'Nothing is held' })
      .or(world.page.getByText('Nothing is held'))
      .waitFor();
    // The author learns of what came back.
    expect([await reader.sync(), await author.sync()]).toEqual([0, 2]);
    for (const laptop of [reader, author]) expect(await laptop.titles('en')).toEqual(['Cordon', 'Bomb threat', 'Kept']);
    expect(await reader.titles('ar')).toEqual(['إخلاء المحطة']);
    expect(await author.reasons()).toEqual(['returned', 'returned']);
  });

  test('[HB8] the laptop of its author shows why a change came back, and the author writes it again', async () => {
    const { person } = await world.hub.admin('create-person', 'Cleo Marsh', 'Tolmara Highlands');
    const roles = (role: string) => world.hub.admin('set-roles', person as string, world.scope, role);
    await roles('trainer');
    const { code } = await world.hub.admin('create-code', person as string);
    const { own, laptop, engine } = await joinInBrowser(code as string, 'TH-01');
    await expect.poll(async () => (await engine.call('sync')).ok, { timeout: 30_000 }).toBe(true);
    await own.setOffline(true);
    await engine.create({ title: { en: 'Station search' } });
    await roles('guest');
    await own.setOffline(false);
    await engine.call('sync');
    await world.page.reload();
    await go('Held changes');
    const card = world.page.getByRole('group', { name: 'Playbook Station search', exact: true });
    await card.getByRole('button', { name: 'Return to author' }).click();
    await field('Reason').fill('اسألوا مركزكم أولاً');
    await field('Language of the reason').selectOption('ar');
    await world.page.getByRole('dialog').getByRole('button', { name: 'Return to author' }).click();
    await card.getByText('اسألوا مركزكم أولاً').waitFor();
    await roles('trainer');

    await engine.call('sync');
    await laptop.goto(`${world.hub.address}/#/sync`);
    const refused = laptop.getByRole('region', { name: 'Not accepted' });
    const reason = refused.getByText('اسألوا مركزكم أولاً');
    await reason.waitFor();
    expect([await reason.getAttribute('lang'), await reason.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    await refused.getByText('Anneke Duarte').waitFor();
    expect(await seriousFaults(laptop)).toEqual([]);
    // The decision stands in the order of the scope, where this laptop reads it like everybody's.
    await laptop.goto(`${world.hub.address}/#/sync/decisions`);
    const decided = laptop
      .getByRole('region', { name: 'Decided' })
      .getByRole('listitem')
      .filter({ hasText: 'Work of' });
    const row = decided.filter({ hasText: 'Cleo Marsh' });
    await row.getByText('Returned').waitFor();
    await row.getByText('Anneke Duarte').waitFor();
    expect(await row.getByText('اسألوا مركزكم أولاً').getAttribute('lang')).toBe('ar');
    expect(await decided.count()).toBe(3);
    expect(await seriousFaults(laptop)).toEqual([]);
    await laptop.goto(`${world.hub.address}/#/sync`);
    await refused.getByRole('button', { name: 'Edit it again' }).click();
    await refused.getByLabel('title (English)').fill('Station search, as agreed');
    await refused.getByRole('button', { name: 'Save it again' }).click();
    await refused.waitFor({ state: 'detached' });
    await laptop.getByText('Put away').first().waitFor();
    const after = await engineOf(laptop);
    expect((await after.call('sync')).ok).toBe(true);
    expect((await after.call('status')).notAccepted).toBe(0);
    const reader = world.laptops[1] as HeadlessLaptop;
    await reader.sync();
    expect(await reader.titles('en')).toContain('Station search, as agreed');
    await own.close();
  });

  test('[HB11] a coordinator decides on their own laptop without a link, and it counts when the hub has it', async () => {
    const author = world.laptops[0] as HeadlessLaptop;
    const roles = (role: string) => world.hub.admin('set-roles', world.ben, world.scope, role);
    await roles('trainer');
    await author.sync();
    await author.write({ en: 'Held for Anneke' });
    await roles('guest');
    await author.sync();
    const { code } = await world.hub.admin('create-code', world.anneke);
    const { own, laptop, engine } = await joinInBrowser(code as string, 'VH-02');
    await expect.poll(async () => (await engine.call('networkGlance'))?.held?.length, { timeout: 30_000 }).toBe(1);
    await laptop.goto(`${world.hub.address}/#/sync/decisions`);
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
    const reader = world.laptops[1] as HeadlessLaptop;
    await reader.sync();
    expect(await reader.titles('en')).toContain('Held for Anneke');
    await world.page.reload();
    await go('Held changes');
    const card = world.page.getByRole('group', { name: 'Playbook Held for Anneke', exact: true });
    await card.getByText('by Anneke Duarte').waitFor();
    await own.close();
  });

  test('a device whose key is withdrawn is refused at its next request, and what it brings is held', async () => {
    const reader = world.laptops[1] as HeadlessLaptop;
    await go('Network health');
    await world.page.getByRole('button', { name: 'SC-01' }).click();
    await press('Withdraw its key');
    await press('Withdraw the key');
    await world.page.getByRole('row', { name: /SC-01/ }).getByText('key withdrawn').waitFor();
    await reader.write({ en: 'Written afterwards' });
    expect(await reader.sync()).toBe('device-revoked');
    await world.page.reload();
    await go('Held changes');
    const card = world.page.getByRole('group', { name: 'Playbook Written afterwards', exact: true });
    await card.getByText('It came from a device whose key was withdrawn.').waitFor();
  });
}
