/** The screens of an assessment and of what came of it. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { sessionId } from '../sample/fill-training.ts';
import type { Screen } from './camera.ts';

/** A session with marks of two assessors. */
const assessed = `/training/sessions/${sessionId('041')}/assessment`;

/** Everybody of the session with what was marked. */
const marked = (page: Page) => page.locator('main tbody [data-state="missed"]').first().waitFor();

/** The turn of the first person who has not reached something. */
async function firstTurn(page: Page): Promise<void> {
  await marked(page);
  await page
    .locator('main tbody tr', { has: page.locator('[data-state="missed"]') })
    .locator('button')
    .first()
    .click();
  await page.locator('main [data-item]').first().waitFor();
}

/** Somebody of the map, with what they hold beside it. */
async function firstOfMap(page: Page): Promise<void> {
  await page
    .locator('main [role="option"]', { has: page.locator('[data-state="soon-over"]') })
    .first()
    .click();
  await page.locator('main aside section').first().waitFor();
}

/** The competencies that came from frameworks. */
async function firstFramework(page: Page): Promise<void> {
  await page.locator('main [role="option"]').first().waitFor();
}

/** One of them, with what the centre asks for. */
async function adaptedOne(page: Page): Promise<void> {
  await firstFramework(page);
  await page.locator('main [role="option"]').nth(1).click();
  await page.locator('main form textarea').first().waitFor();
}

/** A session that is over, with marks and certificates. */
const over = `/training/sessions/${sessionId('031')}`;

/** What leaves before a list is saved, or the statements of a session. */
const leaving = (icon: 'table-export' | 'file-export') => async (page: Page) => {
  await page.locator(`main button:has(.tabler-icon-${icon})`).click();
  await page.locator('[role="dialog"] button[data-autofocus]').waitFor();
};

const person = samplePeople.trainer.person;

export const assessmentScreens: readonly Screen[] = [
  { name: 'assessment', path: assessed, person, prepare: marked },
  { name: 'assessment-turn', path: assessed, person, prepare: firstTurn },
  { name: 'competencies', path: '/training/competencies', person, prepare: firstOfMap },
  { name: 'frameworks', path: '/training/competencies/frameworks', person, prepare: firstFramework },
  { name: 'framework-competency', path: '/training/competencies/frameworks', person, prepare: adaptedOne },
  { name: 'save-list', path: over, person, prepare: leaving('table-export') },
  { name: 'save-statements', path: over, person, prepare: leaving('file-export') },
];
