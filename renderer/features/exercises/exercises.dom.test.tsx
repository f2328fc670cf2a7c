import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { exercise } from '../../../shared/domain/exercise.ts';
import { finishedRun, ids, openReviews, sampleExercise } from '../../../test/support/review-screens.tsx';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';

const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

test('[EX1] an exercise is planned with its objectives and the playbook that it tests, and leads to a review', async () => {
  const { engine, router } = await openReviews('/exercises', { drafts: finishedRun() });
  fireEvent.click(await screen.findByRole('button', { name: 'New exercise' }));
  await screen.findByRole('textbox', { name: 'Title' });
  type('Title', 'Tidewatch 2');
  fireEvent.change(screen.getByRole('combobox', { name: 'Kind' }), { target: { value: 'red-team' } });
  fireEvent.change(screen.getByLabelText('First day'), { target: { value: '2099-03-14' } });
  fireEvent.change(screen.getByLabelText('Last day'), { target: { value: '2099-03-13' } });
  type('Objectives', 'One channel\n\nTen minutes\nOne channel');
  const playbooks = screen.getByRole('combobox', { name: 'Playbooks it tests' });
  fireEvent.change(playbooks, { target: { value: 'pb-0142' } });
  await screen.findByRole('option', { name: /Bridge closed/ });
  fireEvent.keyDown(playbooks, { key: 'Enter' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('The last day is before the first')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Last day'), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByRole('heading', { level: 1, name: 'Tidewatch 2' })).toBeTruthy();
  const objectives = (await screen.findByRole('heading', { name: 'Objectives' })).closest('section') as HTMLElement;
  expect(await within(objectives).findByRole('button', { name: 'Ten minutes' })).toBeTruthy();
  const listed = await engine.list({ type: 'objective' });
  expect(listed.map(({ values }) => values['text.en']).sort()).toEqual(['One channel', 'Ten minutes']);
  const [made] = await engine.list({ type: 'exercise' });
  expect(made?.values).toMatchObject({
    kind: 'red-team',
    state: 'planned',
    start: '2099-03-14',
    end: '2099-03-14',
    playbooks: [ids.playbook],
  });
  fireEvent.click(screen.getByRole('button', { name: 'Start a review' }));
  expect((await screen.findByRole('textbox', { name: 'Title' })).getAttribute('value')).toBe('After Tidewatch 2');
  expect(router.state.location.search).toEqual({ exercise: made?.id });
});

test('an exercise that is deleted can be brought back at once', async () => {
  const { engine } = await openReviews(`/exercises/${ids.exercise}`, { drafts: sampleExercise() });
  fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  expect(await screen.findByRole('heading', { name: 'The exercise is deleted' })).toBeTruthy();
  expect(await engine.list({ type: 'exercise' })).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Tidewatch 2' })).toBeTruthy();
});

test('what comes stands before what was held, and chips narrow the list', async () => {
  const more = [
    ['held', '2020-05-01', 'Long ago'],
    ['planned', '2098-01-01', 'Sooner'],
  ] as const;
  const drafts = more.flatMap(([state, start, en]) => {
    const made = createRecord(exercise, { scope, id: en }, { title: { en }, state, start, language: 'en' });
    return made.ok ? made.value : [];
  });
  await openReviews('/exercises', { drafts: [...sampleExercise(), ...drafts] });
  const list = () => screen.getByRole('listbox', { name: 'Exercises' });
  const titles = () =>
    within(list())
      .getAllByRole('option')
      .map((row) => /Sooner|Tidewatch 2|Long ago/.exec(row.textContent ?? '')?.[0]);
  await screen.findByText('Sooner');
  expect(titles()).toEqual(['Sooner', 'Tidewatch 2', 'Long ago']);
  fireEvent.click(screen.getByRole('button', { name: 'Held 1' }));
  await screen.findByText('1 exercise');
  expect(titles()).toEqual(['Long ago']);
  // [SH6] What leaves is what is shown.
  fireEvent.click(screen.getByRole('button', { name: 'Save the list' }));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('One row.');
  fireEvent.click(within(dialog).getByText('Cancel'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Cancelled 0' }));
  expect(await screen.findByText('No exercise is in this state')).toBeTruthy();
});

test('the list opens in Arabic', async () => {
  await openReviews('/exercises', { drafts: sampleExercise(), language: 'ar' });
  expect(await screen.findByRole('listbox', { name: 'التمارين' })).toBeTruthy();
});
