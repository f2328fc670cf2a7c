import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readFrames } from '../../shared/protocol/frame.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { seriousFaults } from './support/axe.ts';
import { engineOf } from './support/page-engine.ts';
import { sampleWorld } from './support/sample-world.ts';
import { nextWindow } from './support/vault.ts';

const world = sampleWorld();

/** The scopes of everything that stands in the journal's files of a laptop. */
async function scopesOnDisk(folder: string): Promise<Set<string>> {
  const place = join(folder, 'waypost', 'journal');
  const scopes = new Set<string>();
  for (const name of await readdir(place)) {
    for (const frame of readFrames(await readFile(join(place, name))).frames) {
      const entry = entryOfFrame(frame);
      if (entry !== null && 'operations' in entry) for (const { scope } of entry.operations) scopes.add(scope);
    }
  }
  return scopes;
}

/** Leaves a scope behind on the screen for it, and waits until it is said to be gone ([TM2]). */
async function travelWithout(page: Page, scope: string): Promise<void> {
  await goTo(page, '/vault/travel');
  await page.getByRole('checkbox', { name: scope }).uncheck();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Leave 1 scope behind' }).click();
  await page.getByText('Nothing of it is on this laptop.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
}

const goTo = (page: Page, path: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, path);

test('[SC2] [SC4] a scope that its people lost is gone from a laptop, from the files of its journal too, and the rest is there', {
  timeout: 300_000,
}, async () => {
  const folder = await world.folder('A');
  const { laptop, engine } = await world.open('A', folder);
  const { scopes, profiles } = engine.identity;
  const [lost = { id: '', name: '' }] = scopes;
  await engine.create({ title: { en: 'Written here' } });
  expect((await engine.call('sync')).ok).toBe(true);
  const all = await engine.call('list', {});
  expect(await scopesOnDisk(folder)).toContain(lost.id);
  await travelWithout(laptop.page, lost.name);
  expect(await scopesOnDisk(folder)).not.toContain(lost.id);
  expect((await engine.call('list', {})).filter(({ scope }) => scope === lost.id)).toEqual([]);
  expect(await engine.call('sync')).toMatchObject({ ok: false, failure: { kind: 'travelling' } });
  await laptop.page.getByRole('button', { name: 'The travel is over: sync' }).click();
  await expect.poll(async () => (await engine.call('list', {})).length, { timeout: 60_000 }).toBe(all.length);
  expect((await engine.call('sync')).ok).toBe(true);

  for (const { person } of profiles) await world.hub.admin('set-roles', person, lost.id);
  expect((await engine.call('sync')).ok).toBe(true);
  const others = all.filter(({ scope }) => scope !== lost.id);
  expect(others.length).toBeLessThan(all.length);
  expect((await engine.call('list', {})).map(({ id }) => id).sort()).toEqual(others.map(({ id }) => id).sort());
  expect([...(await scopesOnDisk(folder))].sort()).toEqual([...new Set(others.map(({ scope }) => scope))].sort());
  expect(await engine.call('purges')).toMatchObject([
    { scope: lost.id, name: lost.name, erased: true, receipted: true },
  ]);
  expect(laptop.complaints).toEqual([]);

  // Its owner takes the profile off the laptop: it begins anew, as another device.
  const { page } = laptop;
  await goTo(page, '/vault');
  await page.getByRole('button', { name: 'Remove this profile' }).click();
  await page.getByText('The hub has every change that was written here.').waitFor();
  const form = page.getByRole('form', { name: 'Remove this profile from this laptop' });
  await form.getByRole('button', { name: 'Remove it for good' }).click();
  await form.getByText('That is not the name.').waitFor();
  await form.getByRole('textbox').fill(engine.identity.networkName);
  const next = await nextWindow(laptop, () =>
    form.getByRole('button', { name: 'Remove it for good' }).click({ noWaitAfter: true }),
  );
  expect((await engineOf(next)).identity.device).not.toBe(engine.identity.device);
});
