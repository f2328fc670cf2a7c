/** Stories of devices that come in and fall behind. */
import { expect, test } from 'vitest';
import { askToJoin } from '../../../headless/ask-to-join.ts';
import { seriousFaults } from '../support/axe.ts';
import type { PageAtHub } from './page-at-hub.ts';

export function deviceStories(world: PageAtHub): void {
  const { enrol, field, go, heading, press } = world;

  test('a code made here enrols a laptop with the roles that were given', async () => {
    await go('Enrol a device');
    await field('Name').fill('Ben Aydin');
    await field('Centre').fill('Perrin Lakes');
    await world.page.getByRole('group', { name: 'Roles in Doctrine' }).getByLabel('Trainer').check();
    await press('Make the code');
    const created = world.page.getByRole('alert').filter({ hasText: 'Code for Ben Aydin' });
    const code = (await created.locator('bdi').first().textContent()) ?? '';
    expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    await world.page.getByText(`${code.slice(0, 4)}-…`).waitFor();
    expect(await seriousFaults(world.page)).toEqual([]);
    const laptop = await enrol(code, 'PL-01');
    expect(laptop.identity).toMatchObject({
      profiles: [{ name: 'Ben Aydin', centre: 'Perrin Lakes' }],
      grants: [{ scope: world.scope, roles: ['trainer'] }],
    });
    world.ben = laptop.identity.profiles[0]?.person as string;
    await laptop.write({ en: 'Cordon' });
    expect(await laptop.sync()).toBe(0);
  });

  test('[AK1] [AK2] a kiosk that has no code shows letters, is seen by who types them, and joins', async () => {
    const sleep = (milliseconds: number) => world.page.waitForTimeout(milliseconds);
    let shown: (letters: string) => void = () => undefined;
    const letters = new Promise<string>((resolve) => {
      shown = resolve;
    });
    const show = ({ userCode }: { userCode: string }) => shown(userCode);
    const joining = askToJoin({ address: world.hub.address, deviceName: 'Kiosk' }, { sleep, show });
    await field('Letters on its screen').fill((await letters).toLowerCase());
    await press('Find the device');
    await heading('Kiosk asks to join').waitFor();
    expect(await seriousFaults(world.page)).toEqual([]);
    const section = world.page.getByRole('region', { name: 'A device that shows letters' });
    await section.getByRole('checkbox', { name: 'Ben Aydin' }).check();
    await section.getByRole('button', { name: 'The device is ours: let it in' }).press('Enter');
    await section.getByText('Kiosk is let in for Ben Aydin').waitFor();
    const code = await joining;
    const kiosk = await enrol(code.ok ? code.value : code.failure.kind, 'Kiosk');
    expect(kiosk.identity.profiles).toMatchObject([{ name: 'Ben Aydin' }]);
    // The stories after this one count two laptops.
    world.laptops.splice(world.laptops.indexOf(kiosk), 1);
    await kiosk.close();
  });

  test('a laptop that is behind is seen, with why and what to do', async () => {
    const { person } = await world.hub.admin('create-person', 'Ines Calder', 'Sorrel Coast');
    await world.hub.admin('set-roles', person as string, world.scope, 'investigator');
    const { code } = await world.hub.admin('create-code', person as string);
    const reader = await enrol(code as string, 'SC-01');
    expect(await reader.sync()).toBe(0);
    await world.laptops[0]?.write({ en: 'Bomb threat' });
    await world.laptops[0]?.sync();
    await go('Network health');
    await world.page.reload();
    const row = world.page.getByRole('row', { name: /SC-01/ });
    await row.getByText('2 operations behind').waitFor();
    await world.page.getByRole('row', { name: /PL-01/ }).getByText('level').waitFor();
    await row.getByRole('button', { name: 'SC-01' }).press('Enter');
    const pane = world.page.getByRole('complementary', { name: 'SC-01' });
    await pane.getByText('Something new came since its last contact.').waitFor();
    await pane.getByText('Nothing: its next contact puts it right.').waitFor();
    await pane.getByText('Ines Calder').waitFor();
    expect(await seriousFaults(world.page)).toEqual([]);
    await reader.sync();
    await world.page.reload();
    await row.getByText('level').waitFor();
  });
}
