/** Screens of a playbook that is run as a checklist. */
import type { Page } from 'playwright-core';
import { runId } from '../sample/fill-runs.ts';
import { type Screen, stillness } from './camera.ts';
import type { Story } from './story.ts';

/** The step at which a photo was taken, once the photo is here: it is fetched when somebody looks. */
async function withPhoto(page: Page): Promise<void> {
  await page.locator('main aside ol li button').nth(1).click();
  const photo = page.locator('main li img').first();
  await stillness(page);
  if ((await photo.count()) === 0) await page.locator('main button:has(.tabler-icon-download)').first().click();
  await photo.waitFor();
  await photo.scrollIntoViewIfNeeded();
}

export function runScreens({ runs }: Story, reader: string): readonly Screen[] {
  return [
    { name: 'run-start', path: `${reader}/run` },
    { name: 'run-step', path: `/runs/${runs.under}` },
    { name: 'run-step-1366', path: `/runs/${runs.under}`, size: [1366, 768] },
    { name: 'run-step-zoom-200', path: `/runs/${runs.under}`, zoom: 2 },
    {
      name: 'run-skip',
      path: `/runs/${runs.under}`,
      async prepare(page) {
        await page.keyboard.press('s');
      },
    },
    {
      name: 'run-decision',
      path: `/runs/${runs.deciding}`,
      async prepare(page) {
        await page.locator('main fieldset label').first().click();
      },
    },
    {
      name: 'run-whole',
      path: `/runs/${runs.under}`,
      prepare: (page) => page.locator('main aside [role="radiogroup"] label').last().click(),
    },
    {
      name: 'run-hand-over',
      path: `/runs/${runs.under}`,
      prepare: (page) => page.locator('main header button:has(.tabler-icon-transfer)').first().click(),
    },
    {
      name: 'run-timer',
      path: `/runs/${runs.under}`,
      async prepare(page) {
        await page.keyboard.press('c');
        await page.locator('[role="dialog"] form').waitFor();
      },
    },
    { name: 'run-timers', path: `/runs/${runId('ferry-gate-2')}` },
    { name: 'run-photo', path: `/runs/${runId('ferry-gate-2')}`, prepare: withPhoto },
    { name: 'run-list', path: '/runs' },
    { name: 'report', path: `/runs/${runs.finished}/report` },
  ];
}
