import { fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { ids, openReviews, sampleExercise, sampleReview } from '../../../test/support/review-screens.tsx';
import { sampleSession } from '../../../test/support/training-screens.tsx';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

const reviewPath = `/reviews/${ids.review}`;
const drafts = () => [
  ...sampleReview({ action: { playbook: ids.playbook, step: ids.step, stepField: 'description.en' } }),
  ...sampleExercise(),
  ...sampleSession([ids.playbook]),
];

test.each([
  '/reviews',
  '/reviews/actions',
  `/reviews/new?run=${ids.run}`,
  reviewPath,
  `${reviewPath}?finding=${ids.channel}`,
  `${reviewPath}/edit`,
  `${reviewPath}/findings/new`,
  `${reviewPath}/findings/${ids.channel}`,
  `${reviewPath}/actions/new?finding=${ids.channel}`,
  `${reviewPath}/actions/${ids.action}`,
  `${reviewPath}/actions/${ids.action}/edit`,
  '/reviews/nowhere',
  '/exercises',
  '/exercises/new',
  `/exercises/${ids.exercise}`,
  `/exercises/${ids.exercise}/edit`,
  '/exercises/nowhere',
])('axe finds nothing on %s', async (path) => {
  await openReviews(path, { drafts: drafts() });
  await screen.findByRole('heading', { level: 1 });
  expect(await problems()).toEqual([]);
});

test('axe finds nothing while a step is looked for, and where the wording differs', async () => {
  await openReviews(`${reviewPath}/actions/${ids.action}`, { drafts: drafts() });
  const frame = await screen.findByRole('textbox', { name: 'The new wording' });
  fireEvent.change(frame, { target: { value: 'Name one channel.' } });
  fireEvent.change(screen.getByRole('combobox', { name: 'Step to change' }), { target: { value: 'channel' } });
  await screen.findAllByRole('option', { name: /Agree/ });
  expect(await problems()).toEqual([]);
});
