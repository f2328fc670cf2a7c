/** A centre lays a text of its own over the core, and brings it to the next edition. */
import { expect } from 'vitest';
import type { Opened } from '../support/sample-world.ts';
import { goTo, press } from './acts.ts';

const ours = 'Text of Sorrel Coast, instead of the core’s';

/** A text of the centre's own over the first step ([AD1]). */
export async function adapt({ page }: Opened, playbook: string, text: string): Promise<void> {
  await goTo(page, `/playbooks/${playbook}`);
  await page.getByRole('link', { name: 'approved by 2 centres' }).waitFor();
  await press(page, 'Adapt for Sorrel Coast');
  await press(page, 'Adapt step 1');
  await page.getByRole('menuitem', { name: 'Replace: text' }).click();
  await page.getByRole('textbox', { name: 'Your text' }).fill(text);
  await page.getByRole('textbox', { name: 'Why your centre needs it' }).fill('The other channels do not reach.');
  await press(page, 'Save');
  await page.getByText(ours).waitFor();
}

/** The core says something else since: both changes are put together and read again ([AD4], [AD6]). */
export async function bringToNewCore({ page }: Opened, playbook: string, core: string): Promise<string> {
  await goTo(page, `/playbooks/${playbook}`);
  await page.getByText(/does not count until somebody decides/).waitFor();
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page
    .getByRole('region', { name: /^Now: core/ })
    .getByText('each crossing')
    .waitFor();
  await page.getByRole('radio', { name: /Write it anew/ }).check();
  const answer = page.getByRole('textbox', { name: 'New text' });
  expect(await answer.inputValue()).toContain('channel 7');
  const text = `${core} At Sarn bridge it is channel 7.`;
  await answer.fill(text);
  await press(page, 'Decide');
  await page.getByText('Everything is decided.').waitFor();
  await press(page, 'Read the playbook');
  await page.getByText(ours).waitFor();
  return text;
}
