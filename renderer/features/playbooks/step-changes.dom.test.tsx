import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { ids, sampleReview } from '../../../test/support/review-screens.tsx';

const proposed = { playbook: ids.playbook, step: ids.step, stepField: 'description.en' };

test('a step says which corrective action changed it, and leads there', async () => {
  const drafts = sampleReview({ action: { ...proposed, appliedAt: Date.UTC(2020, 10, 1) } });
  await openPlaybooks(`/playbooks/${ids.playbook}`, { drafts });
  const link = await screen.findByRole('link', { name: /Changed because of an action: .*Name one channel/ });
  expect(link.getAttribute('href')).toBe(`/reviews/${ids.review}/actions/${ids.action}`);
});

test('a change that is only proposed is not said to have happened', async () => {
  await openPlaybooks(`/playbooks/${ids.playbook}`, { drafts: sampleReview({ action: proposed }) });
  await screen.findByText('Agree on a radio channel.');
  expect(screen.queryByText(/Changed because of an action/)).toBeNull();
});

test('the report of a run leads to a review of it, and to those that are there', async () => {
  const { router } = await openPlaybooks(`/runs/${ids.run}/report`, { drafts: sampleReview() });
  const there = await screen.findByRole('link', { name: /Review: .*After Tidewatch/ });
  expect(there.getAttribute('href')).toBe(`/reviews/${ids.review}`);
  screen.getByRole('button', { name: 'Start a review' }).click();
  await expect.poll(() => router.state.location.href).toBe(`/reviews/new?run=${ids.run}`);
});
