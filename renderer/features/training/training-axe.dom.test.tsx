import { fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { raggedRoster } from '../../../test/support/ragged-roster.ts';
import { samplePlaybook, samplePlaybookId } from '../../../test/support/sample-playbook.ts';
import {
  courseId,
  enrolledPeople,
  openTraining,
  sampleSession,
  sessionPath,
} from '../../../test/support/training-screens.tsx';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

const drafts = () => [
  ...samplePlaybook(),
  ...sampleSession([samplePlaybookId]),
  ...enrolledPeople(['Igor Valenko', 'أمل برادة', 'Igor Valenko']),
];

test.each([
  '/training',
  '/training/courses',
  '/training/courses/new',
  `/training/courses/${courseId}`,
  `/training/courses/${courseId}/edit`,
  `/training/courses/${courseId}/session`,
  sessionPath,
  `${sessionPath}/edit`,
  `${sessionPath}/import`,
  `${sessionPath}/attendance`,
  '/training/people',
  '/training/people/p-0',
  '/training/people/p-0/edit',
  '/training/people/p-0/data',
  '/training/sessions/nowhere',
])('axe finds nothing on %s', async (path) => {
  await openTraining(path, { drafts: drafts() });
  await screen.findByRole('heading', { level: 1 });
  expect(await problems()).toEqual([]);
});

test('axe finds nothing in the preview of an import, in the type-ahead and in the summary', async () => {
  const { desktop, router } = await openTraining(`${sessionPath}/import`, { drafts: drafts() });
  desktop.files = [{ name: 'roster.csv', bytes: utf8(raggedRoster) }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  await screen.findByRole('listbox', { name: 'Rows' });
  expect(await problems()).toEqual([]);
  await router.navigate({ to: `${sessionPath}/attendance` });
  const box = await screen.findByRole('combobox', { name: /add a walk-in/ });
  fireEvent.change(box, { target: { value: 'Igor' } });
  await screen.findAllByRole('option');
  expect(await problems()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Check and confirm' }));
  await screen.findByRole('dialog');
  expect(await problems()).toEqual([]);
});
