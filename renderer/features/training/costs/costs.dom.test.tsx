import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { costEntry } from '../../../../shared/domain/money/cost-entry.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import { sampleIdentity } from '../../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import {
  enrolledPeople,
  openTraining,
  sampleSession,
  sessionId,
  sessionPath,
} from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

type Values = Parameters<typeof createRecord<typeof costEntry>>[2];
const path = `${sessionPath}/costs`;
const people = () => [...sampleSession(), ...enrolledPeople(['Igor Valenko', 'أمل برادة'])];

function entry(id: string, values: Values): OperationDraft[] {
  const usual = { session: sessionId, kind: 'paid', fund: 'core', currency: 'EUR', day: '2020-11-24' } as const;
  const made = createRecord(costEntry, { scope, id }, { ...usual, by: 'Tomas Velk', ...values });
  if (!made.ok) throw new Error(made.failure.reason);
  return made.value;
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const rowOf = async (table: string, name: RegExp) =>
  within(await screen.findByRole('table', { name: table })).findByRole('row', { name });

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('[MN1] [MN6] [MN8] what is typed is read back, recorded, stands against the plan and is shared over the seats', async () => {
  const plan = entry('plan', { kind: 'planned', amount: 100_000 });
  await openTraining(path, { drafts: [...people(), ...plan] });
  const form = await screen.findByRole('form', { name: 'New entry' });
  type('Amount', '1.250,5');
  expect(await within(form).findByText(/^Read as EUR.1,250\.50$/)).toBeTruthy();
  type('Who pays', 'Varenia hub');
  fireEvent.submit(form);
  const core = await rowOf('Planned and paid', /Core budget/);
  await waitFor(() => expect(core.textContent).toMatch(/1,000\.00.*1,250\.50.*250\.50 over/));
  expect((await rowOf('Seats', /Igor Valenko/)).textContent).toMatch(/Not marked.*625\.25/);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Amount' })));
  expect(await problems()).toEqual([]);
});

test('[MN2] a correction says why, takes the place of the entry, and what was said before can be opened', async () => {
  const opened = await openTraining(path, { drafts: [...people(), ...entry('hall', { amount: 115_000 })] });
  fireEvent.click(await screen.findByRole('button', { name: /^Correct EUR.1,150\.00$/ }));
  const form = await screen.findByRole('form', { name: 'Correct an entry' });
  await waitFor(() => expect(form.contains(document.activeElement)).toBe(true));
  type('Amount', '1105');
  type('Why it is corrected', 'Two digits were swapped');
  fireEvent.submit(form);
  expect(await screen.findByText('Why: Two digits were swapped')).toBeTruthy();
  const core = await rowOf('Planned and paid', /Core budget/);
  await waitFor(() => expect(core.textContent).toContain('1,105.00'));
  expect(screen.getByText('1 earlier entry')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Save the entries' }));
  // Nothing is written before it was said what leaves ([SH6]).
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(opened.desktop.saved).toEqual([]);
  expect(dialog.textContent).toContain('2 rows.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(opened.desktop.saved.map(({ name }) => name)).toEqual([expect.stringMatching(/\.csv$/)]));
});

test('[MN10] a trainer sees no money, neither on the session nor at its address', async () => {
  const [grant] = sampleIdentity.grants;
  if (grant === undefined) throw new Error('no grant');
  const identity = { ...sampleIdentity, grants: [{ ...grant, roles: ['trainer' as const] }] };
  const opened = await openTraining(sessionPath, {
    drafts: [...people(), ...entry('hall', { amount: 115_000 })],
    identity,
  });
  await screen.findByRole('button', { name: 'Take attendance' });
  expect(screen.queryByRole('button', { name: 'Costs' })).toBeNull();
  await opened.router.navigate({ to: path });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Take attendance' })).toBeNull());
  expect(await screen.findByRole('heading', { level: 1 })).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});
