/** What people of the story do on any screen of a laptop. */
import type { Page } from 'playwright-core';
import { engineOf } from '../support/page-engine.ts';
import type { Opened } from '../support/sample-world.ts';

export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().click();

/** From now on somebody else works on this laptop. */
export async function workAs({ page, engine }: Opened, name: string): Promise<void> {
  const person = engine.identity.profiles.find((profile) => profile.name === name)?.person ?? '';
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), person);
  await page.reload();
  await engineOf(page);
}

/** Each has what the other has. */
export async function agree(a: Opened, b: Opened): Promise<void> {
  for (const { engine } of [a, b, a]) {
    const synced = await engine.call('sync');
    if (!synced.ok) throw new Error(`sync: ${JSON.stringify(synced.failure)}`);
  }
}
