/** Exercises and reviews. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { sampleId } from '../sample/sample-id.ts';
import type { Screen } from './camera.ts';
import type { Story } from './story.ts';

/** The page of an exercise of the sample. */
const exercisePath = (key: string) => `/exercises/${sampleId('exercise', key)}`;

/** The task that evaluators differ most on, as whoever leads them agrees on it. */
async function toAgree(page: Page): Promise<void> {
  await page.locator('main [role="option"]').filter({ hasText: '2.1.1' }).click();
  await page.locator('main aside [role="radiogroup"] label').last().click();
}

export function reviewScreens({ runs, review }: Story): readonly Screen[] {
  const reviewer = samplePeople.reviewer.person;
  const begun = `/reviews/new?run=${runs.finished}`;
  // The review is begun in each look: what is on the screen is what somebody sees who has just come from the report.
  const begin = async (page: Page) => {
    await page.locator('main form button[type="submit"]').click();
    await page.waitForFunction(() => !location.hash.includes('/new'));
  };
  return [
    { name: 'exercises', path: '/exercises' },
    { name: 'exercise-new', path: '/exercises/new' },
    { name: 'exercise-list', path: exercisePath('evening-ferry'), person: samplePeople.trainer.person },
    {
      name: 'exercise-inject',
      path: `${exercisePath('evening-ferry')}/injects/new`,
      person: samplePeople.trainer.person,
    },
    { name: 'exercise-import', path: `${exercisePath('evening-ferry')}/import`, person: samplePeople.trainer.person },
    { name: 'exercise-conduct', path: `${exercisePath('tidewatch')}/conduct`, person: samplePeople.trainer.person },
    {
      name: 'exercise-conduct-1366',
      path: `${exercisePath('tidewatch')}/conduct`,
      size: [1366, 768],
      person: samplePeople.trainer.person,
    },
    { name: 'exercise-guide', path: exercisePath('tidewatch'), person: samplePeople.trainer.person },
    {
      name: 'exercise-ratings',
      path: `${exercisePath('tidewatch')}/ratings`,
      person: samplePeople.approver.person,
      prepare: toAgree,
    },
    { name: 'exercise-rate', path: `${exercisePath('tidewatch')}/ratings`, person: samplePeople.reviewer.person },
    {
      name: 'exercise-ratings-1366',
      path: `${exercisePath('night-train')}/ratings`,
      size: [1366, 768],
      person: samplePeople.reviewer.person,
    },
    { name: 'review-ratings', path: `/reviews/${sampleId('review', 'night-train')}`, person: reviewer },
    { name: 'exercise-player', path: `${exercisePath('tidewatch')}/conduct` },
    { name: 'review-new', path: begun },
    { name: 'review', path: begun, prepare: begin },
    { name: 'review-1366', path: begun, size: [1366, 768], prepare: begin },
    { name: 'review-zoom-200', path: begun, zoom: 2, prepare: begin },
    { name: 'review-loop', path: review, person: reviewer },
    { name: 'finding-form', path: `${review}/findings/new`, person: reviewer },
    { name: 'action-form', path: `${review}/actions/new`, person: reviewer },
    { name: 'reviews', path: '/reviews' },
    { name: 'actions', path: '/reviews/actions' },
  ];
}
