import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { competency } from '../../../../shared/domain/competency/competency.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { inRoles } from '../../../../test/support/exercise-screens.tsx';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import { openTraining } from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const drafts = (more: object = {}) => {
  const held = createRecord(
    competency,
    { scope, id: 'c-cordon' },
    {
      name: { en: 'Set and hold a cordon', ar: 'تثبيت الطوق' },
      framework: 'Shared core',
      edition: '1',
      reference: 'C-01',
      sourceId: 'u1',
      language: 'en',
      ...more,
    },
  );
  return held.ok ? held.value : [];
};

test('[FW3] statements are chosen from the files, and saved as one action', async () => {
  const { engine, desktop } = await openTraining('/training/competencies/frameworks/import', {
    drafts: drafts({ sourceId: 'u3', edition: '2' }),
  });
  const values = [1, 2, 3].map((n) => ({ uuid: `u${n}`, value: `Skill ${n} - S000${n}`, description: `Skill ${n}` }));
  const bytes = new TextEncoder().encode(
    JSON.stringify({ name: 'NICE', type: 'nice-framework-skills', version: 1, values }),
  );
  desktop.files = [{ name: 'skills.json', bytes }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose files' }));
  const choose = await screen.findByRole('button', { name: 'Choose statements' });
  expect((choose as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Choose all shown' }));
  // The third is here in a later version: it is not to be chosen.
  const rows = () => [...document.querySelectorAll('[role="option"]')];
  const chosen = () => rows().map((row) => row.getAttribute('aria-selected'));
  await waitFor(() => expect(chosen()).toEqual(['true', 'true', 'false']));
  for (const row of rows().slice(1)) fireEvent.click(row);
  await screen.findByRole('button', { name: 'Import one statement' });
  expect(chosen()).toEqual(['true', 'false', 'false']);
  fireEvent.click(rows()[1] as Element);
  fireEvent.click(await screen.findByRole('button', { name: 'Import 2 statements' }));
  await waitFor(() => expect(engine.saved.filter(({ kind }) => kind === 'create')).toHaveLength(2));
});

test('[FW6] the centre adds its own beside the framework’s words, which stay', async () => {
  const { engine } = await openTraining('/training/competencies/frameworks/c-cordon', { drafts: drafts() });
  fireEvent.change(await screen.findByLabelText('What is asked for here'), { target: { value: 'Alone, at night' } });
  expect(screen.getByText('Set and hold a cordon').tagName).toBe('P');
  expect((await run(document.body)).violations).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(engine.saved.map(({ field, value }) => [field, value])).toContainEqual(['target.en', 'Alone, at night']),
  );
  expect(engine.saved.some(({ field }) => field === 'name.en')).toBe(false);
});

test('[FW8] a competency is taken away with a reason and comes back; who may not take away has neither way', async () => {
  const path = '/training/competencies/frameworks/c-cordon';
  const { engine } = await openTraining(path, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Take away' }));
  fireEvent.change(await screen.findByLabelText('Why'), { target: { value: 'Not of this centre' } });
  fireEvent.submit(screen.getByLabelText('Why').closest('form') as HTMLFormElement);
  expect(await screen.findByText('The reason: Not of this centre')).toBeTruthy();
  expect(await engine.list({ type: competency.type })).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Bring back' }));
  expect(await screen.findByLabelText('What is asked for here')).toBeTruthy();
  cleanup();
  await openTraining(path, { drafts: drafts(), identity: inRoles(['trainer']) });
  await screen.findByLabelText('What is asked for here');
  expect(screen.queryByRole('button', { name: 'Take away' })).toBeNull();
});

test('[SH6] the competencies of frameworks leave as a list, after it was said what leaves', async () => {
  const { desktop } = await openTraining('/training/competencies/frameworks', {
    drafts: drafts({ kind: 'skill', target: { en: 'Alone, at night' } }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Save the list' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'What leaves this laptop' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  expect(new TextDecoder().decode(desktop.saved[0]?.bytes)).toContain(
    'C-01,Set and hold a cordon,Skill,"Shared core, version 1",u1,"Alone, at night"',
  );
});
