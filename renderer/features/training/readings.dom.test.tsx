import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterAll, expect, test, vi } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { accessEntry } from '../../../shared/domain/training/access-entry.ts';
import { sampleScope } from '../../../test/support/sample-playbook.ts';
import { enrolledPeople, openTraining, sampleSession } from '../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const drafts = () => [...sampleSession(), ...enrolledPeople(['Igor Valenko'])];
const heading = () => screen.findByRole('heading', { level: 2, name: 'Who opened this record' });

test('[PD2] opening a person is noted once a day, why it was opened beside it, and neither can be undone', async () => {
  const { engine } = await openTraining('/training/people/p-0', { drafts: drafts() });
  const noted = async () => (await engine.list({ type: 'access-entry' })).map(({ values }) => values['purpose'] ?? '');
  await waitFor(async () => expect(await noted()).toEqual(['']));
  expect(await screen.findByText('Amina Dessalou')).toBeTruthy();
  cleanup();
  await openTraining('/training/people/p-0', { engine });
  await heading();
  fireEvent.change(screen.getByRole('textbox', { name: 'Why you open it' }), { target: { value: 'his letter' } });
  fireEvent.click(screen.getByRole('button', { name: 'Note why' }));
  expect(await screen.findByText('Noted.')).toBeTruthy();
  expect(await noted()).toEqual(['', 'his letter']);
  fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ', ctrlKey: true });
  expect(await noted()).toHaveLength(2);
});

test('[PD2] of many readings the newest stand there and the others are counted', async () => {
  const many = Array.from({ length: 25 }, (_, at) => {
    const day = `2026-01-${String(at + 1).padStart(2, '0')}`;
    const made = createRecord(
      accessEntry,
      { scope: sampleScope, id: `r-${at}` },
      { person: 'p-0', day, at, by: `R${at}` },
    );
    return made.ok ? made.value : [];
  });
  await openTraining('/training/people/p-0', { drafts: [...drafts(), ...many.flat()] });
  expect(await screen.findByText('Earlier readings: 6')).toBeTruthy();
  expect(screen.queryByText('R0')).toBeNull();
  expect(screen.getByText('R24')).toBeTruthy();
});
