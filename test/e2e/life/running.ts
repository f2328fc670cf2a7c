/** A playbook is run as a checklist, reported on paper, and reviewed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { saveNext } from '../support/file-dialogs.ts';
import type { Opened } from '../support/sample-world.ts';
import { goTo, press } from './acts.ts';

/** Runs the playbook to its end, with a note, and stands on the report. */
export async function runIt(page: Page, playbook: string, says: string): Promise<void> {
  await goTo(page, `/playbooks/${playbook}/run`);
  await page.locator('main form input').fill('Sarn bridge');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForFunction(() => /^#\/runs\/[^/]+$/.test(location.hash));
  await page.getByRole('button', { name: 'Done', exact: true }).last().waitFor();
  await page.getByText(says).first().waitFor();
  await page.keyboard.press('n');
  await page.locator('main textarea').fill('Radio channel asked for three times.');
  await page.locator('main form button[type="submit"]').click();
  await page.getByText('Radio channel asked for three times.').first().waitFor();
  await page.getByRole('button', { name: 'Finish', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finish', exact: true }).click();
  await page.waitForFunction(() => /^#\/runs\/[^/]+\/report$/.test(location.hash));
}

/** The report of a run on paper: a whole PDF of A4 pages. */
export async function printIt({ laptop, page }: Opened, folder: string): Promise<void> {
  const path = join(folder, 'report.pdf');
  await saveNext(laptop, path);
  await press(page, 'Save as PDF');
  const read = () => readFile(path, 'latin1').catch(() => '');
  await expect.poll(read).toMatch(/%%EOF\s*$/);
  const pdf = await read();
  expect(pdf).toMatch(/^%PDF-/);
  const sizes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) => size.map(Number));
  expect(sizes.map((size) => size.map(Math.round))).toEqual(sizes.map(() => [595, 842]));
  expect(sizes.length).toBeGreaterThan(0);
}

/** From the report to a review with two findings and an action that puts another wording into the draft; resolves with its id. */
export async function reviewIt(page: Page, wording: string): Promise<string> {
  await press(page, 'Start a review');
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
  await press(page, 'Save');
  await page.getByRole('heading', { level: 1, name: 'After Bridge closed' }).waitFor();
  const review = /#\/reviews\/([^/?]+)/.exec(await page.evaluate(() => location.hash))?.[1] ?? '';
  // The first finding from what was noted in the run, the second by the keyboard.
  await page
    .getByRole('button', { name: /^Make a finding of/ })
    .first()
    .click();
  expect(await page.getByRole('textbox', { name: 'What was seen' }).inputValue()).toContain('asked for three times');
  await writeFinding(page, 'No shared radio channel at the bridge');
  await page.keyboard.press('n');
  await page.getByRole('radio', { name: 'Strength' }).check();
  await writeFinding(page, 'Bridge closed in four minutes');
  await page.getByRole('button', { name: 'No shared radio channel at the bridge' }).click();
  await press(page, 'Add an action');
  await page.getByRole('textbox', { name: 'What is to be done' }).fill('Name one channel per crossing');
  await page.getByRole('combobox', { name: 'Owner' }).fill('Ruslan Emirov');
  await page.getByLabel('Due').fill('2099-12-01');
  await press(page, 'Save');
  await proposeChange(page, wording);
  return review;
}

async function writeFinding(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'The finding in one line' }).fill(title);
  await press(page, 'Save');
  await page.getByRole('heading', { name: /What became of finding/ }).waitFor();
}

async function proposeChange(page: Page, wording: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Step to change' });
  await box.fill('agree channel');
  await page.getByRole('option', { name: /Agree on a channel/ }).waitFor();
  await box.press('Enter');
  await page.getByRole('textbox', { name: 'The new wording' }).fill(wording);
  await press(page, 'Put it into the playbook');
  await page.getByText(/Put into the playbook on/).waitFor();
}

/** On the other laptop: findings, the action, and the step that it changed, each a click from the one before. */
export async function followLoop({ page }: Opened, review: string): Promise<void> {
  await goTo(page, `/reviews/${review}`);
  await page.getByRole('button', { name: 'Bridge closed in four minutes' }).waitFor();
  await page.getByText('Radio channel asked for three times.').first().waitFor();
  await page.getByRole('button', { name: 'No shared radio channel at the bridge' }).click();
  await page.getByRole('link', { name: 'Name one channel per crossing' }).click();
  await page.getByText(/Put into the playbook on .* by/).waitFor();
  await page.getByRole('link', { name: /PB-0142.*Agree on a channel/ }).click();
  await page.getByRole('link', { name: /Changed because of an action: .*Name one channel per crossing/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Name one channel per crossing' }).waitFor();
}
