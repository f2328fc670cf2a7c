import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { assessmentItem } from '../../../../shared/domain/assessment/assessment-item.ts';
import { assessmentMark } from '../../../../shared/domain/assessment/assessment-mark.ts';
import { competency } from '../../../../shared/domain/competency/competency.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import {
  courseId,
  enrolledPeople,
  openTraining,
  sampleSession,
  sessionId,
  sessionPath,
} from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const made = (result: ReturnType<typeof createRecord>): OperationDraft[] => (result.ok ? result.value : []);

/** A rubric and points, one in each of the two competencies of the course. */
const items = () => [
  ...made(
    createRecord(
      assessmentItem,
      { scope, id: 'i-cordon' },
      {
        course: courseId,
        order: 'a0',
        competency: 'Set and hold a cordon',
        kind: 'rubric',
        title: { en: 'Keeps people behind it' },
        levels: { en: 'Not yet\nWith help\nAlone' },
        most: 3,
        least: 2,
        language: 'en',
      },
    ),
  ),
  ...made(
    createRecord(
      assessmentItem,
      { scope, id: 'i-form' },
      {
        course: courseId,
        order: 'a1',
        competency: 'Hand over evidence',
        kind: 'points',
        title: { en: 'Facts of the form' },
        most: 10,
        least: 7,
        language: 'en',
      },
    ),
  ),
];
const drafts = () => [...sampleSession(), ...items(), ...enrolledPeople(['Igor Valenko', 'أمل برادة'])];
const turnPath = `${sessionPath}/assessment/p-0`;

async function marksOf({ engine }: Awaited<ReturnType<typeof openTraining>>) {
  const entries = await engine.list({ type: assessmentMark.type });
  const states = await engine.open(entries.map(({ id }) => id));
  return states.map(({ fields }) =>
    [fields['item'], fields['by'], fields['value']].map((heads) => heads?.[0]?.value ?? null),
  );
}

const colours = { 'color-contrast': { enabled: false } };
async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules: colours });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('[AM2] a digit gives the value and goes on, the same again takes it back, and an arrow gives nothing', async () => {
  const opened = await openTraining(turnPath, { drafts: drafts() });
  const cordon = await screen.findByRole('group', { name: 'Keeps people behind it' });
  const first = within(cordon).getByRole('button', { name: /1.*Not yet/ });
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowRight', code: 'ArrowRight' });
  fireEvent.keyDown(first, { key: '3', code: 'Digit3' });
  await waitFor(async () => expect(await marksOf(opened)).toEqual([['i-cordon', 'Amina Dessalou', 3]]));
  const form = screen.getByRole('group', { name: 'Facts of the form' });
  expect(form.contains(document.activeElement)).toBe(true);
  fireEvent.keyDown(document.activeElement as Element, { key: '٩', code: 'Digit9' });
  await waitFor(() =>
    expect(within(form).getByRole('button', { name: '9' }).getAttribute('aria-pressed')).toBe('true'),
  );
  fireEvent.click(within(form).getByRole('button', { name: '9' }));
  await waitFor(async () => expect((await marksOf(opened)).at(-1)).toEqual(['i-form', 'Amina Dessalou', null]));
  expect(await problems()).toEqual([]);
});

test('[AM3] [AM4] paper is entered under the name on it, the trainee’s view beside it, and neither changes one’s own', async () => {
  const opened = await openTraining(turnPath, { drafts: drafts() });
  const press = async (name: RegExp) =>
    fireEvent.click(
      within(await screen.findByRole('group', { name: 'Keeps people behind it' })).getByRole('button', { name }),
    );
  await press(/^3/);
  fireEvent.click(screen.getByRole('radio', { name: 'From paper' }));
  expect(screen.queryByRole('group', { name: 'Keeps people behind it' })).toBeNull();
  fireEvent.change(screen.getByRole('textbox', { name: 'Assessor' }), { target: { value: 'Tomas Velk' } });
  await press(/^1/);
  fireEvent.click(screen.getByRole('radio', { name: 'Trainee’s own view' }));
  await press(/^2/);
  fireEvent.click(screen.getByRole('radio', { name: 'My marks' }));
  expect(await screen.findByText(/Amina Dessalou: 3, Tomas Velk: 1,? and trainee: 2/)).toBeTruthy();
  expect(screen.getByText('Assessors differ')).toBeTruthy();
  expect(await marksOf(opened)).toHaveLength(3);
});

test('[AM7] [AM9] what was reached is recorded once, shown on the map, and waits again when marks change', async () => {
  const mark = (id: string, item: string, value: number) =>
    made(
      createRecord(
        assessmentMark,
        { scope, id },
        { session: sessionId, item, person: 'p-0', value, by: 'Tomas Velk', seat: 'assessor' },
      ),
    );
  const opened = await openTraining(`${sessionPath}/assessment`, {
    drafts: [...drafts(), ...mark('m-1', 'i-cordon', 3), ...mark('m-2', 'i-form', 6)],
  });
  const table = await screen.findByRole('table', { name: 'People and how they stand' });
  expect(within(table).getAllByText('Items: 0 of 1')).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Record one result' }));
  expect(await within(table).findByText(/Amina Dessalou/)).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Nothing to record' })).toBeTruthy();
  opened.engine.receive('somebody', mark('m-3', 'i-form', 9));
  expect(await within(table).findByText('Marks changed since')).toBeTruthy();
  await opened.router.navigate({ to: '/training/competencies' });
  const map = await screen.findByRole('listbox', { name: 'People and competencies' });
  expect(within(map).getAllByRole('option')).toHaveLength(1);
  expect(within(map).getByText('Held')).toBeTruthy();
  fireEvent.click(within(map).getByText('Igor Valenko'));
  expect(await screen.findByText('Renew: Hand over evidence')).toBeTruthy();
  expect(await problems()).toEqual([]);
});

test('[AM11] [FW7] an assessment names competencies in the language of the reader, on the screen and on paper', async () => {
  const named = createRecord(
    competency,
    { scope, id: 'c-cordon' },
    { name: { en: 'Set and hold a cordon', es: 'Establecer y mantener un cordón' }, language: 'en' },
  );
  const { desktop } = await openTraining(`${sessionPath}/assessment`, {
    drafts: [...drafts(), ...made(named)],
    language: 'es',
  });
  const table = await screen.findByRole('table');
  const heads = () =>
    within(table)
      .getAllByRole('columnheader')
      .map((head) => head.textContent);
  await waitFor(() => expect(heads()).toContain('Establecer y mantener un cordón'));
  // Words of no framework stand as they are.
  expect(heads()).toContain('Hand over evidence');
  fireEvent.click(screen.getByRole('button', { name: 'Imprimir hojas' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  const paper = desktop.printed[0] ?? '';
  expect(paper).toContain('Establecer y mantener un cordón');
  // For each of the two people, the item and its levels to tick.
  for (const part of ['Keeps people behind it', 'Not yet', 'With help', 'Alone']) {
    expect(paper.split(part)).toHaveLength(3);
  }
});
