import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { placement } from '../../../../shared/domain/placement/placement.ts';
import { person } from '../../../../shared/domain/training/person.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import { enrolledPeople, openTraining, sampleSession } from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const people = () => [...sampleSession(), ...enrolledPeople(['Igor Valenko'])];
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('[PC1] [PC4] a placement begins on the page of its person, and its report is a draft until a day says that it was handed in', async () => {
  const { engine } = await openTraining('/training/people/p-0/placement', { drafts: people() });
  await screen.findByLabelText('Host');
  type('Kind', 'exchange');
  type('Host', 'Perrin Lakes');
  type('Purpose', 'See how a station is kept clear');
  type('First day', '2020-03-01');
  type('Last day', '2020-03-20');
  fireEvent.click(screen.getByText('Save'));
  expect(await screen.findByText('Report due')).toBeTruthy();
  expect(screen.getByText('See how a station is kept clear')).toBeTruthy();
  expect(await problems()).toEqual([]);

  fireEvent.click(screen.getByText('Write the report'));
  await screen.findByLabelText('What Igor Valenko reports');
  type('What Igor Valenko reports', 'They read the distance aloud.');
  fireEvent.click(screen.getByText('Save'));
  expect(await screen.findByText('A draft, not handed in yet')).toBeTruthy();
  const [entry] = await engine.list({ type: placement.type });
  const [state] = await engine.open([entry?.id ?? '']);
  if (state === undefined) throw new Error('no placement');
  expect(viewOf(placement, state)).toMatchObject({
    person: 'p-0',
    kind: 'exchange',
    report: { en: 'They read the distance aloud.' },
  });
});

test('[MN12] [PC7] its money is for its person alone; list and calendar leave after it was said what leaves', async () => {
  const values = {
    person: 'p-0',
    kind: 'secondment',
    host: 'Perrin Lakes',
    start: '2020-03-01',
    marking: 'TLP:GREEN',
  } as const;
  const made = createRecord(placement, { scope, id: 'pl-1' }, { ...values, reference: 'PL-20-001' });
  // A second one, of another record of the same person.
  const again = createRecord(placement, { scope, id: 'pl-2' }, { ...values, person: 'p-twin' });
  const twin = createRecord(person, { scope, id: 'p-twin' }, { name: 'I. Valenko', sameAs: 'p-0' });
  if (!made.ok || !again.ok || !twin.ok) throw new Error('not made');
  const opened = await openTraining('/training/placements/pl-1/costs', {
    drafts: [...people(), ...made.value, ...again.value, ...twin.value],
  });
  const form = await screen.findByRole('form', { name: 'New entry' });
  expect(within(form).queryByLabelText('For')).toBeNull();
  type('Amount', '12,50');
  fireEvent.submit(form);
  await waitFor(async () => {
    const [cost] = await opened.engine.list({ type: 'cost-entry', parent: 'pl-1' });
    expect(cost?.values['person']).toBe('p-0');
  });

  await opened.router.navigate({ to: '/training/placements' });
  fireEvent.click(await screen.findByRole('button', { name: 'Save for a calendar' }));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('2 entries with their days.');
  expect(dialog.textContent).toContain('Names one person.');
  expect(dialog.textContent).toContain('TLP:GREEN');
  expect(opened.desktop.saved).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save for a calendar' }));
  await waitFor(() => expect(opened.desktop.saved.map(({ name }) => name)).toEqual([expect.stringMatching(/\.ics$/)]));
  fireEvent.click(await screen.findByRole('button', { name: 'Save the list' }));
  const list = (await screen.findByRole('dialog', { name: 'What leaves this laptop' })).textContent;
  expect(list).toContain('Home centre');
  expect(list).toContain('Names one person.');
});

test('[PC8] a placement is taken away with a reason, which its address says, and comes back from under the list', async () => {
  const made = createRecord(
    placement,
    { scope, id: 'pl-1' },
    { person: 'p-0', kind: 'exchange', host: 'Perrin Lakes' },
  );
  if (!made.ok) throw new Error('not made');
  const { engine, router } = await openTraining('/training/placements/pl-1', { drafts: [...people(), ...made.value] });
  fireEvent.click(await screen.findByRole('button', { name: 'Take away' }));
  const dialog = await screen.findByRole('dialog', { name: 'Take away' });
  const act = within(dialog).getByRole('button', { name: 'Take away' });
  expect((act as HTMLButtonElement).disabled).toBe(true);
  fireEvent.change(within(dialog).getByLabelText('Why'), { target: { value: 'Written twice' } });
  fireEvent.click(act);
  expect(await screen.findByText('The reason: Written twice')).toBeTruthy();
  expect(await problems()).toEqual([]);
  expect(await engine.list({ type: placement.type })).toEqual([]);

  await router.navigate({ to: '/training/placements' });
  fireEvent.click(await screen.findByText('1 record was taken away'));
  fireEvent.click(await screen.findByText('Igor Valenko'));
  fireEvent.click(await screen.findByRole('button', { name: 'Bring back' }));
  expect(await screen.findByText('Perrin Lakes')).toBeTruthy();
  expect(await engine.list({ type: placement.type })).toHaveLength(1);
});
