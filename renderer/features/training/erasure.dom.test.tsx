import { fireEvent, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { answerErasure, askForErasure, standingOf } from '../../../shared/domain/erasure/answer-erasure.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { attendanceMark } from '../../../shared/domain/training/attendance-mark.ts';
import { enrolment } from '../../../shared/domain/training/enrolment.ts';
import { person } from '../../../shared/domain/training/person.ts';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';
import { openTraining, sampleSession, sessionId } from '../../../test/support/training-screens.tsx';

afterAll(() => vi.dynamicImportSettled());

const id = (n: number) => `0190f000-0000-7000-8000-0000000e${n.toString(16).padStart(4, '0')}`;
const path = `/training/people/${id(1)}`;
const me = sampleIdentity.profiles[0] as (typeof sampleIdentity.profiles)[0];
const somebody = { person: id(0xb2), name: 'Tomas Velk', centre: 'Tolmara' };

const made = <F,>(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

const drafts = () => [
  ...sampleSession(),
  ...made(createRecord(person, { scope, id: id(1) }, { name: 'Igor Valenko', organisation: 'Tolmara' })),
  ...made(createRecord(enrolment, { scope, id: id(2) }, { session: sessionId, person: id(1), status: 'enrolled' })),
  ...made(
    createRecord(
      attendanceMark,
      { scope, id: id(3) },
      { session: sessionId, person: id(1), mark: 'late', note: 'ill' },
    ),
  ),
];

const request = (by: typeof somebody) =>
  made(
    askForErasure({ scope, id: id(4) }, id(1), {
      records: [{ id: id(1), type: 'person' }],
      reason: 'A letter',
      language: 'en',
      by,
      at: 1_790_000_000_000,
    }),
  );

async function axe(): Promise<string[]> {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id: rule }) => rule);
}

test('[ER1] from a person one sees what goes and what stays, and asks for the erasure with a reason', async () => {
  const { engine } = await openTraining(path, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Erase this person …' }));
  await screen.findByRole('heading', { level: 1, name: 'Erase Igor Valenko' });
  const [goes, stays] = await screen.findAllByRole('table');
  expect(within(goes as HTMLElement).getByRole('row', { name: /Person Everything in it 1/ })).toBeTruthy();
  expect(within(goes as HTMLElement).getByRole('row', { name: /What it says of them; the rest stays 1/ })).toBeTruthy();
  expect(
    within(stays as HTMLElement).getByRole('row', { name: /Place on a roster Counts for the course/ }),
  ).toBeTruthy();
  const ask = screen.getByRole('button', { name: 'Ask for the erasure' });
  expect(ask.hasAttribute('disabled')).toBe(true);
  fireEvent.change(screen.getByRole('textbox', { name: 'Why' }), { target: { value: 'A letter' } });
  expect(await axe()).toEqual([]);
  fireEvent.click(ask);
  expect(await screen.findByText(/Amina Dessalou asked for an erasure/)).toBeTruthy();
  expect(screen.getByText('Somebody else who may has to confirm it.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Confirm the erasure' })).toBeNull();
  const asked = await engine.list({ type: 'erasure-request', parent: id(1) });
  const [standing] = standingOf(await engine.open(asked.map((entry) => entry.id)));
  expect(standing?.request).toMatchObject({ reason: 'A letter', by: me });
  expect(standing?.request.records).toContainEqual({ id: id(3), type: 'attendance-mark', fields: ['note'] });
});

test('[ER2] what somebody else asked for is confirmed, after one is asked once more, or declined', async () => {
  const { engine } = await openTraining(`${path}/erase`, { drafts: [...drafts(), ...request(somebody)] });
  fireEvent.click(await screen.findByRole('button', { name: 'Confirm the erasure' }));
  expect(screen.getByText('Nobody can bring it back afterwards.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Erase for good: 1' }));
  expect(await screen.findByText(/Confirmed by Amina Dessalou/)).toBeTruthy();
  expect(screen.getByText(/It counts from when the hub has it/)).toBeTruthy();
  expect(await engine.list({ type: 'erasure', parent: id(1) })).toHaveLength(1);
  expect(await axe()).toEqual([]);
});

test('[ER7] how far an erasure is stands below it, with the laptops that are still to come', async () => {
  const base = [...drafts(), ...request(somebody)];
  const { engine, router } = await openTraining(path, { drafts: base });
  const [asked] = standingOf(await engine.open([id(4)]));
  engine.receive(
    me.person,
    made(answerErasure({ scope, id: id(5) }, asked as never, { does: 'erase', by: me, at: 1 })),
  );
  const [done] = standingOf(await engine.open([id(4), id(5)]));
  const erasures = [
    {
      erasure: done?.answeredIn ?? '',
      scope,
      at: 1,
      done: 3,
      outstanding: 2,
      laptops: [
        { name: 'Quay Street 2', lastContact: Date.now() - 86_400_000 * 3 },
        { name: 'Lost one', lastContact: null, revoked: true },
      ],
    },
  ];
  engine.networkGlance = async () => ({ at: 1, centres: [], erasures });
  expect(await screen.findByText('This person was erased. What others count on stays under this number.')).toBeTruthy();
  await router.navigate({ to: `${path}/erase` });
  expect(await screen.findByText('Laptops that erased it: 3 of 5')).toBeTruthy();
  const group = screen.getByRole('group', { name: 'Laptops that have not erased it yet' });
  expect(within(group).getByText(/Last seen 3 days ago/)).toBeTruthy();
  expect(within(group).getByText(/Never seen · withdrawn/)).toBeTruthy();
  expect(await axe()).toEqual([]);
});
