import { fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { manyPlaybooks, samplePlaybook, samplePlaybookId } from '../../../test/support/sample-playbook.ts';
import { sampleSession } from '../../../test/support/training-screens.tsx';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

const reader = `/playbooks/${samplePlaybookId}`;
const drafts = () => [...samplePlaybook(), ...sampleSession([samplePlaybookId]), ...manyPlaybooks(6)];

test.each(['/playbooks', '/playbooks/import', reader, `${reader}/run`, '/runs', '/playbooks/nowhere'])(
  'axe finds nothing on %s',
  async (path) => {
    await openPlaybooks(path, { drafts: drafts() });
    await screen.findByRole('heading', { level: 1 });
    expect(await problems()).toEqual([]);
  },
);

test('axe finds nothing while a playbook is edited', async () => {
  await openPlaybooks(reader, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  await screen.findByRole('textbox', { name: 'Name of step 1' });
  expect(await problems()).toEqual([]);
});

test('axe finds nothing in a run, at a decision, in the whole list and in the report', async () => {
  const { router } = await openPlaybooks(`${reader}/run`, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Begin' }));
  await screen.findByRole('heading', { level: 2, name: 'Log the report' });
  fireEvent.click(screen.getByRole('button', { name: /Decide: is the item/ }));
  await screen.findByRole('heading', { level: 2, name: /Decide: is the item/ });
  expect(await problems()).toEqual([]);
  fireEvent.click(screen.getByRole('radio', { name: 'Whole list' }));
  await screen.findByRole('checkbox', { name: 'Done: Log the report' });
  expect(await problems()).toEqual([]);
  await router.navigate({ to: `${router.state.location.pathname}/report` });
  await screen.findByRole('button', { name: 'Save as text' });
  expect(await problems()).toEqual([]);
});
