/** Screens of a playbook that is read, adapted or edited. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { sampleId } from '../sample/sample-id.ts';
import type { Screen } from './camera.ts';

/** The picture of the workflow comes a moment after the steps. */
export const drawn = (page: Page) => page.locator('main .react-flow__node').first().waitFor();

/** The editor with the form of a step in the middle. */
async function openFourth(page: Page): Promise<void> {
  await drawn(page);
  await page.locator('main [data-row]').nth(3).click();
  await page.locator('main [data-field="name"]').waitFor();
}

/** A line that is being drawn from the fourth step by keys: it aims two steps further. */
async function beginLine(page: Page): Promise<void> {
  await openFourth(page);
  await page.locator('main section [role="group"][tabindex="0"]').focus();
  for (const key of ['l', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
}

/** The question where a playbook is moved to: the last but one of what may be done with it now and then. */
async function askWhereTo(page: Page): Promise<void> {
  await page.locator('main header button[aria-haspopup="menu"]').last().click();
  await page.locator('[role="menuitem"]').nth(-2).click();
  await page.locator('[role="dialog"] form').waitFor();
}

/** The form of a step that a centre adds after the third one. */
async function beginStep(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Adapt for|تكييف:)/ }).click();
  await page
    .getByRole('button', { name: /^(Adapt step|تكييف الخطوة)/ })
    .nth(2)
    .click();
  await page.locator('[role="menuitem"]').nth(1).click();
  await page.locator('main form').waitFor();
}

export function readerScreens(reader: string): readonly Screen[] {
  return [
    { name: 'reader', path: reader, prepare: drawn },
    {
      name: 'reader-layer',
      path: reader,
      person: samplePeople.investigator.person,
      prepare: async (page) => {
        await drawn(page);
        await page
          .locator('main ol > li')
          .nth(3)
          .evaluate((step) => step.scrollIntoView({ block: 'start' }));
      },
    },
    {
      name: 'layer',
      path: `/adaptations/${sampleId('adaptation', 'coast-unattended-item')}`,
      person: samplePeople.investigator.person,
    },
    { name: 'layer-piece', path: reader, person: samplePeople.investigator.person, prepare: beginStep },
    {
      name: 'reader-term',
      path: reader,
      async prepare(page) {
        await drawn(page);
        await page.locator('main dfn').first().focus();
        await page.locator('[role="tooltip"]').waitFor();
      },
    },
    { name: 'reader-1366', path: reader, size: [1366, 768], prepare: drawn },
    { name: 'reader-zoom-200', path: reader, zoom: 2 },
    {
      name: 'reader-side-by-side',
      path: (language) => `${reader}?beside=${language === 'ar' ? 'en' : 'ar'}`,
      prepare: drawn,
    },
    {
      name: 'reader-editing',
      path: reader,
      async prepare(page) {
        await drawn(page);
        await page.locator('main header button[aria-pressed]').first().click();
      },
    },
    { name: 'editor', path: `${reader}/edit`, prepare: openFourth },
    { name: 'editor-1366', path: `${reader}/edit`, size: [1366, 768], prepare: openFourth },
    { name: 'editor-line', path: `${reader}/edit`, prepare: beginLine },
    {
      name: 'reader-side-by-side-zoom-200',
      path: (language) => `${reader}?beside=${language === 'ar' ? 'en' : 'ar'}`,
      zoom: 2,
    },
    { name: 'reader-move', path: reader, person: samplePeople.coordinator.person, prepare: askWhereTo },
    {
      name: 'reader-move-zoom-200',
      path: reader,
      person: samplePeople.coordinator.person,
      zoom: 2,
      prepare: askWhereTo,
    },
  ];
}
