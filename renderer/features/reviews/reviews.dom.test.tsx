import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createRecord, setFields } from '../../../shared/domain/edit.ts';
import { action as actionDeclaration } from '../../../shared/domain/review/action.ts';
import { finding as findingDeclaration } from '../../../shared/domain/review/finding.ts';
import { review as reviewDeclaration } from '../../../shared/domain/review/review.ts';
import { step as stepDeclaration } from '../../../shared/domain/step.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { finishedRun, ids, openReviews, sampleExercise, sampleReview } from '../../../test/support/review-screens.tsx';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';
import { courseId, sampleSession } from '../../../test/support/training-screens.tsx';
import { speakIn } from '../../i18n/create-i18n.ts';

type Engine = Awaited<ReturnType<typeof openReviews>>['engine'];

const reviewPath = `/reviews/${ids.review}`;
const actionPath = `${reviewPath}/actions/${ids.action}`;
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

async function stateOf(engine: Engine, id: string) {
  const [state] = await engine.open([id]);
  if (state === undefined) throw new Error(`${id} is not here`);
  return state;
}

test('a review begun from a run takes over what the run says', async () => {
  const { engine } = await openReviews(`/reviews/new?run=${ids.run}`, { drafts: finishedRun() });
  expect((await screen.findByRole('textbox', { name: 'Title' })).getAttribute('value')).toBe('After Bridge closed');
  type('Title', 'After Tidewatch');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'After Tidewatch' })).toBeTruthy();
  const [made] = await engine.list({ type: 'review' });
  expect(made?.values).toMatchObject({
    subjectKind: 'run',
    subject: ids.run,
    subjectTitle: 'Bridge closed',
    place: 'Sarn bridge',
    start: '2020-10-03',
    end: '2020-10-03',
    marking: 'TLP:GREEN',
    state: 'draft',
    facilitator: 'Amina Dessalou',
  });
  const timeline = await screen.findByRole('list', { name: 'What happened' });
  expect(
    within(timeline)
      .getAllByRole('listitem')
      .map((row) => row.textContent?.slice(0, 5)),
  ).toEqual(['10:30', '10:41', '10:50', '11:30']);
});

test('a moment of the timeline becomes a finding about its step', async () => {
  const { engine } = await openReviews(reviewPath, { drafts: sampleReview() });
  fireEvent.click(await screen.findByRole('button', { name: 'Make a finding of 10:41' }));
  expect(((await screen.findByRole('textbox', { name: 'What was seen' })) as HTMLTextAreaElement).value).toBe(
    'Radio channel asked for three times.',
  );
  type('The finding in one line', 'The channel was asked for again and again');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('heading', { name: 'What became of finding 3' })).toBeTruthy();
  const made = (await engine.list({ type: 'finding' })).find(({ values }) => values['origin'] === ids.note);
  expect(made?.values).toMatchObject({
    step: ids.step,
    playbook: ids.playbook,
    kind: 'improvement',
    review: ids.review,
  });
  expect(screen.getByRole('button', { name: 'Finding 3, seen here' })).toBeTruthy();
});

test('the loop of a finding says which links are closed, and each leads to its record', async () => {
  const applied = Date.UTC(2020, 10, 1);
  const drafts = [
    ...sampleReview({
      action: { playbook: ids.playbook, step: ids.step, stepField: 'description.en', appliedAt: applied },
    }),
    ...sampleExercise(),
  ];
  await openReviews(`${reviewPath}?finding=${ids.channel}`, { drafts });
  const loop = (await screen.findByRole('heading', { name: 'What became of finding 1' })).closest(
    'section',
  ) as HTMLElement;
  const links = within(loop).getAllByRole('listitem');
  await waitFor(() => expect(links[4]?.textContent).toContain('Tidewatch 2'));
  expect(links.map((link) => link.getAttribute('data-state'))).toEqual(['closed', 'open', 'closed', 'closed', 'open']);
  expect(links[3]?.textContent).toContain('1 of 1 caught up');
  const hrefs = within(loop)
    .getAllByRole('link')
    .map((link) => link.getAttribute('href'));
  expect(hrefs).toEqual([
    `/reviews/${ids.review}/actions/${ids.action}`,
    `/playbooks/${ids.playbook}?step=${ids.step}`,
    `/exercises/${ids.exercise}`,
  ]);
});

test('findings are narrowed by chips, moved by keys, deleted with their actions and brought back', async () => {
  const { engine } = await openReviews(reviewPath, { drafts: sampleReview() });
  const list = await screen.findByRole('list', { name: 'Findings' });
  const titles = () =>
    within(list)
      .getAllByRole('button', { expanded: false })
      .map((button) => button.textContent);
  expect(titles()).toEqual(['No shared radio channel at the bridge', 'Cordon in four minutes']);
  fireEvent.click(screen.getByRole('button', { name: /^Strengths/ }));
  expect(titles()).toEqual(['Cordon in four minutes']);
  fireEvent.click(screen.getByRole('button', { name: /^All/ }));

  const first = within(list).getByRole('button', { name: 'No shared radio channel at the bridge' });
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown', altKey: true });
  await waitFor(() => expect(titles()).toEqual(['Cordon in four minutes', 'No shared radio channel at the bridge']));
  fireEvent.keyDown(first, { key: 'ArrowUp' });
  expect(document.activeElement?.textContent).toBe('Cordon in four minutes');

  fireEvent.click(within(list).getByRole('button', { name: 'No shared radio channel at the bridge' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Delete finding 2' }));
  const news = await screen.findByRole('alert');
  expect(await engine.list({ type: 'action' })).toEqual([]);
  fireEvent.click(within(news).getByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await engine.list({ type: 'action' })).toHaveLength(1));
  expect(await engine.list({ type: 'finding' })).toHaveLength(2);
});

test('N writes a new finding, and an action is added to it', async () => {
  const { engine } = await openReviews(reviewPath, { drafts: sampleReview() });
  await screen.findByRole('list', { name: 'Findings' });
  fireEvent.keyDown(document.body, { key: 'n', code: 'KeyN' });
  await screen.findByRole('textbox', { name: 'The finding in one line' });
  fireEvent.click(screen.getByRole('radio', { name: 'Strength' }));
  type('The finding in one line', 'Fire lane kept free');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Add an action' }));
  await screen.findByRole('textbox', { name: 'What is to be done' });
  type('What is to be done', 'Teach it as the model case');
  fireEvent.change(screen.getByLabelText('Due'), { target: { value: '2000-01-01' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('It is due before it starts')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Due'), { target: { value: '2099-01-01' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Teach it as the model case' })).toBeTruthy();
  const [made] = (await engine.list({ type: 'action' })).filter(({ id }) => id !== ids.action);
  const finding = (await engine.list({ type: 'finding', where: { kind: 'strength' } })).find(
    ({ id }) => id !== ids.cordon,
  );
  expect(made?.values).toMatchObject({ finding: finding?.id, state: 'open', element: 'planning', due: '2099-01-01' });
});

test('an action is verified only by evidence, and dated when it is done', async () => {
  const { engine } = await openReviews(actionPath, { drafts: sampleReview() });
  expect(await screen.findByText(/days overdue/)).toBeTruthy();
  fireEvent.click(await screen.findByRole('radio', { name: 'Verified' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was changed');
  expect((await stateOf(engine, ids.action)).fields['state']?.[0]?.value).toBe('open');
  type('Evidence', 'Both plans name channel 7.');
  fireEvent.click(screen.getByRole('button', { name: 'Save the evidence' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save the evidence' })).toBeNull());
  fireEvent.click(screen.getByRole('radio', { name: 'Verified' }));
  await waitFor(async () => expect((await stateOf(engine, ids.action)).fields['state']?.[0]?.value).toBe('verified'));
  expect(viewOf(actionDeclaration, await stateOf(engine, ids.action)).doneOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  await waitFor(() => expect(screen.queryByText(/days overdue/)).toBeNull());
});

async function proposeWording(wording: string) {
  const box = await screen.findByRole('combobox', { name: 'Step to change' });
  fireEvent.change(box, { target: { value: 'channel bridge' } });
  await screen.findByRole('option', { name: /Agree on a channel/ });
  fireEvent.keyDown(box, { key: 'Enter' });
  const frame = await screen.findByRole('textbox', { name: 'The new wording' });
  fireEvent.change(frame, { target: { value: wording } });
}

test('an action proposes a wording, puts it into the playbook, and says so in the same save', async () => {
  const { engine } = await openReviews(actionPath, { drafts: sampleReview() });
  await proposeWording('Name one radio channel for each crossing.');
  fireEvent.click(screen.getByRole('button', { name: 'Keep as a proposal' }));
  await waitFor(async () =>
    expect(viewOf(actionDeclaration, await stateOf(engine, ids.action)).proposal).toMatch(/^Name one/),
  );
  expect(viewOf(stepDeclaration, await stateOf(engine, ids.step)).description['en']).toBe('Agree on a radio channel.');
  const put = screen.getByRole('button', { name: 'Put it into the playbook' });
  await waitFor(() => expect(put.hasAttribute('disabled')).toBe(false));
  fireEvent.click(put);
  expect(await screen.findByText(/Put into the playbook on .* by Amina Dessalou/)).toBeTruthy();
  expect(viewOf(stepDeclaration, await stateOf(engine, ids.step)).description['en']).toBe(
    'Name one radio channel for each crossing.',
  );
  expect(viewOf(actionDeclaration, await stateOf(engine, ids.action))).toMatchObject({
    playbook: ids.playbook,
    step: ids.step,
    stepField: 'description.en',
    proposalBase: 'Agree on a radio channel.',
    appliedBy: 'Amina Dessalou',
  });
  expect(screen.getByRole('link', { name: /PB-0142.*Agree on a channel/ }).getAttribute('href')).toBe(
    `/playbooks/${ids.playbook}?step=${ids.step}`,
  );
});

test('a proposal says when the step has moved on, and does not overwrite an unsettled one', async () => {
  const proposed = { playbook: ids.playbook, step: ids.step, stepField: 'description.en' };
  const drafts = sampleReview({
    action: { ...proposed, proposal: 'Name one channel.', proposalBase: 'Agree on a radio channel.' },
  });
  const { engine } = await openReviews(actionPath, { drafts });
  await screen.findByRole('textbox', { name: 'The new wording' });
  expect(screen.queryByText(/has changed since this was proposed/)).toBeNull();
  const before = await stateOf(engine, ids.step);
  const edit = (text: string) => setFields(stepDeclaration, before, { 'description.en': text });
  const [first, second] = [edit('Agree on a channel, and write it down.'), edit('Agree on two channels.')];
  if (!first.ok || !second.ok) throw new Error('not edited');
  engine.receive('colleague', first.value);
  expect(await screen.findByText(/has changed since this was proposed/)).toBeTruthy();
  engine.receive('another', second.value);
  expect(await screen.findByText(/two versions that nobody has settled yet/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Put it into the playbook' }).hasAttribute('disabled')).toBe(true);
});

test('whoever may not change the playbook can keep a proposal and no more', async () => {
  const grants = sampleIdentity.grants.map((grant) => ({ ...grant, roles: ['director' as const] }));
  const { engine } = await openReviews(actionPath, {
    drafts: sampleReview(),
    identity: { ...sampleIdentity, grants },
  });
  await proposeWording('Name one radio channel.');
  expect(screen.getByText(/Your role may not change this playbook/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Put it into the playbook' }).hasAttribute('disabled')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Keep as a proposal' }));
  await waitFor(async () =>
    expect(viewOf(actionDeclaration, await stateOf(engine, ids.action)).proposal).toBe('Name one radio channel.'),
  );
});

test('the review goes out as Markdown with its improvement plan', async () => {
  const { desktop } = await openReviews(reviewPath, { drafts: sampleReview() });
  fireEvent.click(await screen.findByRole('button', { name: 'Outputs' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Save as Markdown' }));
  const leaving = within(await screen.findByRole('dialog', { name: 'What leaves this laptop' }));
  expect(leaving.getByText(/^A review\. Findings: \d+\. Actions: \d+\.$/)).toBeTruthy();
  expect(leaving.getByText('TLP:AMBER')).toBeTruthy();
  expect(desktop.saved).toEqual([]);
  fireEvent.click(leaving.getByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const text = new TextDecoder().decode(desktop.saved[0]?.bytes);
  expect(desktop.saved[0]?.name).toMatch(/\.md$/);
  expect(text.startsWith('TLP:AMBER\n')).toBe(true);
  expect(text).toContain(
    '| Operational communications | 1. No shared radio channel at the bridge | Name one channel per crossing | Planning | Sorrel Coast Centre | Ruslan Ostrev | 5 Oct 2020 | 10 Nov 2020 | Open |',
  );
});

test('the review goes on paper with its findings and its improvement plan', async () => {
  const { desktop } = await openReviews(reviewPath, { drafts: sampleReview() });
  fireEvent.click(await screen.findByRole('button', { name: 'Outputs' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Print or PDF' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  for (const words of ['Improvement plan', 'Name one channel per crossing', 'The plan names none.']) {
    expect(desktop.printed[0]).toContain(words);
  }
});

test('[VO4] what is printed is in the words of the vocabulary that is on the screen, and says the same', async () => {
  const { desktop, i18n } = await openReviews(reviewPath, { drafts: sampleReview() });
  await act(() => speakIn(i18n, 'uk'));
  expect(await screen.findByRole('button', { name: /^Lessons identified/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Outputs' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Print or PDF' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  const words = ['Debrief report', 'Lessons identified', 'Notable practice', 'Action plan'];
  for (const each of [...words, 'Name one channel per crossing', 'The plan names none.']) {
    expect(desktop.printed[0]).toContain(each);
  }
  expect(desktop.printed[0]).not.toContain('Improvement plan');
});

test('a review moves on, back, is deleted with its parts and comes back', async () => {
  const { engine } = await openReviews(reviewPath, { drafts: sampleReview() });
  fireEvent.click(await screen.findByRole('button', { name: 'Send round' }));
  expect(await screen.findByRole('button', { name: 'Mark as agreed' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Back to draft' }));
  expect(await screen.findByRole('button', { name: 'Send round' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Outputs' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete 4 records' }));
  expect(await screen.findByRole('heading', { name: 'The review is deleted' })).toBeTruthy();
  expect(await engine.list({ type: 'finding' })).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('list', { name: 'Findings' })).toBeTruthy();
  expect(await engine.list({ type: 'action' })).toHaveLength(1);
});

test('a form replaces only what its author saw', async () => {
  const { engine } = await openReviews(`${reviewPath}/findings/${ids.channel}`, { drafts: sampleReview() });
  await screen.findByRole('textbox', { name: 'Why it was so' });
  const theirs = setFields(findingDeclaration, await stateOf(engine, ids.channel), {
    'analysis.en': 'Nobody had the list.',
  });
  if (!theirs.ok) throw new Error('not edited');
  engine.receive('colleague', theirs.value);
  type('Why it was so', 'The plan is from 2011.');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('list', { name: 'Findings' });
  const heads = (await stateOf(engine, ids.channel)).fields['analysis.en'] ?? [];
  expect(heads.map(({ value }) => value).sort()).toEqual(['Nobody had the list.', 'The plan is from 2011.']);
});

test('actions of all reviews are followed in one list', async () => {
  await openReviews('/reviews/actions', { drafts: sampleReview() });
  const list = await screen.findByRole('listbox', { name: 'Corrective actions' });
  expect(within(list).getByText('Name one channel per crossing')).toBeTruthy();
  expect(within(list).getByText(/days overdue/)).toBeTruthy();
  // [SH6] They leave as a list, after it was said what leaves.
  fireEvent.click(screen.getByRole('button', { name: 'Save the list' }));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('One row.');
  expect(dialog.textContent).toContain('How far it is');
  fireEvent.click(within(dialog).getByText('Cancel'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: /^Done 0/ }));
  expect(await screen.findByText('No action is like this')).toBeTruthy();
});

test('[SH6] the list of reviews leaves after it was said what leaves, with what is in each', async () => {
  const { desktop } = await openReviews('/reviews', { drafts: sampleReview() });
  fireEvent.click(await screen.findByRole('button', { name: 'Save the list' }));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('One row.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const [head, row] = new TextDecoder().decode(desktop.saved[0]?.bytes).split('\r\n');
  expect(head).toContain('Looks back on,First day,Last day,State,Findings,Open actions,Overdue actions');
  expect(row).toMatch(/,2020-10-03,2020-10-03,Draft,2,1,1,TLP:AMBER$/);
});

test('twenty thousand reviews open from the catalogue', async () => {
  const drafts = Array.from({ length: 20_000 }, (_, at) => {
    const made = createRecord(
      reviewDeclaration,
      { scope, id: `r-${String(at).padStart(5, '0')}` },
      { title: { en: `Review ${at}` }, language: 'en', start: '2020-01-01', state: at % 2 ? 'closed' : 'draft' },
    );
    return made.ok ? made.value : [];
  }).flat();
  const { engine } = await openReviews('/exercises', { drafts });
  cleanup();
  // Whoever opened a record for the list would wait for ever; the search behind it may read on at its own pace.
  engine.open = () => new Promise(() => {});
  await openReviews('/reviews', { engine });
  const list = await screen.findByRole('listbox', { name: 'Reviews' });
  expect(within(list).getAllByRole('option').length).toBeLessThan(60);
  expect(screen.getByRole('button', { name: 'Closed 10,000' })).toBeTruthy();
});

test('a proposal of a change shows the courses that teach the playbook, and so does its finding', async () => {
  const change = { playbook: ids.playbook, step: ids.step, stepField: 'description.en' };
  const drafts = [...sampleReview({ action: change }), ...sampleSession([ids.playbook])];
  const { router } = await openReviews(actionPath, { drafts });
  const course = async () => {
    await screen.findByRole('heading', { name: 'Courses that teach this and need revising' });
    return screen.getByRole('link', { name: 'CR-014 Evidence across borders' }).getAttribute('href');
  };
  expect(await course()).toContain(`/training/courses/${courseId}`);
  await router.navigate({ to: reviewPath, search: { finding: ids.channel } as never });
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Change of a playbook' })).toBeNull());
  expect(await course()).toContain(`/training/courses/${courseId}`);
});
