import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { unzipSync } from 'fflate';
import { afterAll, expect, test, vi } from 'vitest';
import { textOfUtf8 } from '../../../shared/base/bytes.ts';
import { enrolledPeople, openTraining, sampleSession } from '../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const drafts = () => [...sampleSession(), ...enrolledPeople(['Igor Valenko', 'Anna Brod'])];

test('[PD1] from a person one sees what is held about them, and writes it as a page and as JSON', async () => {
  const { desktop } = await openTraining('/training/people/p-0', { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'What is held about them' }));
  await screen.findByRole('heading', { level: 1, name: 'What this laptop holds about Igor Valenko' });
  const table = await screen.findByRole('table');
  expect(within(table).getByRole('row', { name: /Place on a roster TLP:AMBER 1/ })).toBeTruthy();
  fireEvent.change(screen.getByRole('textbox', { name: 'What it is for' }), { target: { value: 'his letter' } });
  fireEvent.change(screen.getByRole('combobox', { name: 'Works with Waypost as' }), {
    target: { value: '0190f000-0000-7000-8000-0000000000b1' },
  });
  const button = screen.getByRole('button', { name: 'Write the file' });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  fireEvent.click(button);
  expect(await screen.findByText('The file is written.')).toBeTruthy();
  const [saved] = desktop.saved;
  expect(saved?.name).toMatch(/^waypost-own-data-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzipSync(saved?.bytes ?? new Uint8Array());
  const page = textOfUtf8(files['own-data.html'] ?? new Uint8Array()) ?? '';
  expect(page).toContain('Igor Valenko');
  expect(page).toContain('For: his letter');
  expect(page).not.toContain('Anna Brod');
  const json = JSON.parse(textOfUtf8(files['own-data.json'] ?? new Uint8Array()) ?? '');
  expect(json).toMatchObject({ purpose: 'his letter', account: { name: 'Amina Dessalou' } });
  // Who read it is about them too: this very look at it.
  expect(json.records.map(({ type }: { type: string }) => type)).toEqual(['enrolment', 'person', 'access-entry']);
});

test('[PD1] what is marked above the chosen mark is listed as staying', async () => {
  await openTraining('/training/people/p-0/data', { drafts: drafts() });
  fireEvent.change(await screen.findByRole('combobox', { name: 'Highest mark that leaves' }), {
    target: { value: 'TLP:GREEN' },
  });
  expect(await screen.findByText('Above the mark you chose')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Write the file' }).hasAttribute('disabled')).toBe(false);
});
