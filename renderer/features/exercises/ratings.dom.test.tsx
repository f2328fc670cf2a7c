import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { rating } from '../../../shared/domain/evaluation/rating.ts';
import { review } from '../../../shared/domain/review/review.ts';
import { guideDrafts, guideIds, listedExercise, saidDrafts } from '../../../test/support/exercise-screens.tsx';
import { ids, openReviews } from '../../../test/support/review-screens.tsx';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';

// Colours are not computed in jsdom.
const rules = { 'color-contrast': { enabled: false } };
const problems = async () => (await axe.run(document.body, { rules })).violations.map(({ id }) => id);
const path = `/exercises/${ids.exercise}/ratings`;
const me = 'Amina Dessalou';

async function said({ engine }: Awaited<ReturnType<typeof openReviews>>) {
  return (await engine.list({ type: rating.type })).map(({ values }) => values);
}

test('[EX17] [EX20] an evaluator reads what each rating means, says why, and saves by keyboard', async () => {
  const drafts = [...listedExercise({ evaluators: [me] }), ...guideDrafts()];
  const opened = await openReviews(path, { drafts });
  const form = await screen.findByRole('form', { name: 'My rating' });
  expect(within(form).getByText(/^The objective was still met\./)).toBeTruthy();
  expect(await problems()).toEqual([]);

  fireEvent.keyDown(document.body, { code: 'Digit3' });
  expect(within(form).getByText('Say why, in words or by an observation.')).toBeTruthy();
  const why = within(form).getByLabelText('Why');
  expect(document.activeElement).toBe(why);
  fireEvent.change(why, { target: { value: 'Named after twelve minutes' } });
  fireEvent.keyDown(why, { key: 'Enter', ctrlKey: true });

  // The target is rated: its task is at hand.
  expect(await screen.findByRole('heading', { level: 2, name: 'Name one commander' })).toBeTruthy();
  const [made] = await said(opened);
  expect(made).toMatchObject({ item: guideIds.target, kind: 'rated', value: 'M', by: me });
  expect(screen.queryByRole('button', { name: /^Agree on/ })).toBeNull();
});

test('[EX21] the lead evaluator agrees, the dissent keeps its words, and the review of the exercise shows both', async () => {
  const drafts = [
    ...listedExercise({ leadEvaluator: me, evaluators: ['Руслан Остров', '陈玉兰'] }),
    ...guideDrafts(),
    ...saidDrafts(1, 'Руслан Остров', { value: 'U', text: 'Двое командовали', language: 'ru' }),
    ...saidDrafts(2, '陈玉兰', { value: 'S', text: 'Late' }),
  ];
  const opened = await openReviews(path, { drafts });
  const list = within(await screen.findByRole('listbox', { name: 'Ratings' }));
  fireEvent.click(list.getByText('Name one commander'));
  fireEvent.click(await screen.findByRole('radio', { name: 'Agreed rating' }));
  const form = within(await screen.findByRole('form', { name: 'Agreed rating' }));
  fireEvent.click(form.getByRole('radio', { name: /^M/ }));
  expect(form.getByText('Somebody rated otherwise: say why.')).toBeTruthy();
  fireEvent.change(form.getByRole('textbox'), { target: { value: 'In time, with two voices' } });
  fireEvent.click(form.getByRole('button', { name: /^Agree on M, keep the dissent/ }));

  const agreed = within(await screen.findByRole('region', { name: 'Agreed rating' }));
  expect(agreed.getByText(/Dissent kept: .*Руслан Остров.*, U/)).toBeTruthy();
  // [SH6] What stands side by side leaves as a list.
  fireEvent.click(screen.getByRole('button', { name: 'Save the list' }));
  const leaving = within(await screen.findByRole('dialog', { name: 'What leaves this laptop' }));
  expect(leaving.getByText('Names 3 people.', { exact: false })).toBeTruthy();
  fireEvent.click(leaving.getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(opened.desktop.saved).toHaveLength(1));
  const saved = new TextDecoder().decode(opened.desktop.saved[0]?.bytes);
  expect(saved).toMatch(/Name one commander,M,"In time, with two voices",[^,]+,U,Двое командовали,S,Late/);
  expect(agreed.getByText('Двое командовали')).toBeTruthy();
  expect((await said(opened)).find(({ kind }) => kind === 'agreed')).toMatchObject({ value: 'M', by: me });

  const about = { title: { en: 'After it' }, language: 'en', subjectKind: 'exercise', subject: ids.exercise } as const;
  const made = createRecord(review, { scope, id: ids.review }, about);
  if (made.ok) opened.engine.receive('somebody', made.value);
  await opened.router.navigate({ to: `/reviews/${ids.review}` as never });
  const heading = await screen.findByRole('heading', { name: 'Ratings of the exercise' });
  const section = within(heading.closest('section') as HTMLElement);
  expect(section.getByText('In time, with two voices')).toBeTruthy();
  expect(section.getByText('Двое командовали')).toBeTruthy();
});

test('[EX16] a target and its task are added on the page of the exercise', async () => {
  const { engine } = await openReviews(`/exercises/${ids.exercise}`, { drafts: listedExercise() });
  fireEvent.click(await screen.findByRole('button', { name: /^Add a target/ }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Target' }), { target: { value: 'Both sides know' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: /^Add a task/ }));
  const words = await screen.findByRole('textbox', { name: 'Critical task' });
  fireEvent.change(words, { target: { value: 'Name one commander' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('button', { name: 'Name one commander' })).toBeTruthy();
  await waitFor(async () => expect(await engine.list({ type: 'guide-item' })).toHaveLength(2));
  expect(screen.getByText('0 of 2 ratings agreed')).toBeTruthy();
});

test('[EX23] a player reads neither the guide nor the ratings', async () => {
  await openReviews(path, { drafts: [...listedExercise({ players: [me] }), ...guideDrafts()] });
  expect(await screen.findAllByText('Your role may not do this')).not.toEqual([]);
  expect(screen.queryByText('Both sides know who commands')).toBeNull();
});
