import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, expect, test, vi } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { attendanceMark } from '../../../shared/domain/training/attendance-mark.ts';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';
import {
  enrolledPeople,
  lastSlot,
  openTraining,
  sampleSession,
  sessionId,
  sessionPath,
} from '../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

test('[CO1] [CO4] what a person says is noted with who asked; who refused is in no statement, and the dialog says so', async () => {
  const values = {
    ...lastSlot,
    session: sessionId,
    person: 'p-0',
    mark: 'present',
    at: Date.UTC(2020, 10, 26),
  } as const;
  const present = createRecord(attendanceMark, { scope, id: '0190f000-0000-7000-8000-00000000e001' }, values);
  const drafts = [...sampleSession(), ...enrolledPeople(['Igor Valenko']), ...(present.ok ? present.value : [])];
  const { engine } = await openTraining('/training/people/p-0', { drafts });
  const said = async () => (await engine.list({ type: 'consent' })).map(({ values: { says } }) => says);
  const act = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
  await act('They agree: Learning records (xAPI)');
  expect(await screen.findByText(/^Agreed on .*; noted by .*Amina Dessalou/)).toBeTruthy();
  // The button that was pressed is gone: reading goes on at the section, and not at the head of the page.
  const section = screen.getByRole('region', { name: 'Where data about them may go' });
  await waitFor(() => expect(document.activeElement).toBe(section));
  await act('They withdraw: Learning records (xAPI)');
  expect(await screen.findByText(/^Refused or withdrew on /)).toBeTruthy();
  expect((await said()).sort()).toEqual(['given', 'refused']);
  // The other purpose was not asked.
  expect(screen.getByRole('button', { name: 'They refuse: Files for other centres' })).toBeTruthy();
  cleanup();
  await openTraining(sessionPath, { engine });
  await act('xAPI file');
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  await waitFor(() => expect(within(dialog).getByText('One person is left out: they refused.')).toBeTruthy());
  expect(within(dialog).queryByText('One statement.')).toBeNull();
  // They were marked present all the same.
  expect(within(dialog).getByText('Nothing to write of those who did not refuse.')).toBeTruthy();
  expect(within(dialog).queryByText(/nobody was marked present/)).toBeNull();
  cleanup();
  // Nor for somebody whose role reads attendance and no record of a person: the refusal counts before any right.
  const [held] = sampleIdentity.grants;
  if (held === undefined) throw new Error('Nobody holds anything.');
  const identity = { ...sampleIdentity, grants: [{ ...held, kinds: ['session', 'course'] }] };
  await openTraining(sessionPath, { engine, identity });
  await act('xAPI file');
  const again = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  await waitFor(() => expect(within(again).getByText('One person is left out: they refused.')).toBeTruthy());
  expect(within(again).queryByText('One statement.')).toBeNull();
});
