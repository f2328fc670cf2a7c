import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import type { Json } from '../../../../shared/base/json.ts';
import { certificate } from '../../../../shared/domain/certificate/certificate.ts';
import type { RecordDeclaration } from '../../../../shared/domain/declare-record.ts';
import { createRecord, setFields } from '../../../../shared/domain/edit.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import { course } from '../../../../shared/domain/training/course.ts';
import { enrolment } from '../../../../shared/domain/training/enrolment.ts';
import { session } from '../../../../shared/domain/training/session.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import {
  courseId,
  enrolledPeople,
  openTraining,
  sessionId,
  sessionPath,
} from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const first = '0190f000-0000-7000-8000-00000000c0f1';
const made = (result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }) => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** A course that asks for another one and for a competency, and a session of it that is to come. */
const asking = () => [
  ...made(
    createRecord(
      course,
      { scope, id: first },
      { title: { en: 'First response' }, competencies: ['Cordon'], language: 'en' },
    ),
  ),
  ...made(
    createRecord(
      course,
      { scope, id: courseId },
      {
        title: { en: 'Evidence across borders' },
        requiredCourses: [first],
        requiredCompetencies: ['Cordon', 'Radio'],
        language: 'en',
      },
    ),
  ),
  ...made(
    createRecord(session, { scope, id: sessionId }, { course: courseId, start: '2099-11-23', end: '2099-11-26' }),
  ),
  ...enrolledPeople(['Ada Korhonen', 'Ben Osei']),
  ...made(
    createRecord(
      certificate,
      { scope, id: 'cert-0' },
      { person: 'p-0', session: 'another', course: first, issuedOn: '2020-01-01' },
    ),
  ),
];

const row = async (name: string) => (await screen.findAllByText(name))[0]?.closest('[role="option"]') as HTMLElement;

test('[PQ3] [PQ4] the roster shows who lacks what; whoever keeps it admits somebody with a reason, and takes it back', async () => {
  const { engine } = await openTraining(sessionPath, { drafts: asking() });
  // The certificate of the first course has Ada reach what that course teaches.
  await waitFor(async () => expect((await row('Ada Korhonen')).textContent).toContain('Lacks 1 thing'));
  expect((await row('Ben Osei')).textContent).toContain('Lacks 3 things');
  expect(screen.getByText('2 lack something')).toBeTruthy();
  // Nothing is locked by it.
  expect(screen.getByRole('button', { name: 'Take attendance' }).hasAttribute('disabled')).toBe(false);

  fireEvent.click(screen.getByText('Ben Osei'));
  const opened = await screen.findByRole('dialog');
  const dialog = within(opened);
  const lacking = dialog.getAllByRole('listitem').map((item) => item.textContent);
  expect(lacking).toEqual(['First response', 'Cordon', 'Radio']);
  const { violations } = await run(opened, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const admit = dialog.getByRole('button', { name: 'Admit all the same' });
  expect(admit.hasAttribute('disabled')).toBe(true);
  fireEvent.change(dialog.getByRole('textbox', { name: 'Why they are admitted all the same' }), {
    target: { value: ' Ten years in the field ' },
  });
  fireEvent.click(admit);
  expect(await dialog.findByRole('heading', { name: 'Admitted without this by Amina Dessalou' })).toBeTruthy();
  expect(dialog.getByText('Ten years in the field')).toBeTruthy();
  expect((await row('Ben Osei')).textContent).toContain('Admitted all the same');
  const place = async () => (await engine.list({ type: 'enrolment' })).find(({ id }) => id === 'e-1')?.values;
  expect(await place()).toMatchObject({
    admittedWithout: [first, 'Cordon', 'Radio'],
    admittedWhy: 'Ten years in the field',
  });
  fireEvent.click(dialog.getByRole('button', { name: 'Take the decision back' }));
  await waitFor(async () => expect((await place())?.['admittedWhy']).toBeUndefined());
  await waitFor(async () => expect((await row('Ben Osei')).textContent).toContain('Lacks 3 things'));
});

test('[PQ5] once the session is over what was decided is shown, and nothing of what somebody lacks today', async () => {
  const { engine } = await openTraining(sessionPath, { drafts: asking() });
  const change = async <D extends RecordDeclaration>(declaration: D, id: string, values: Record<string, Json>) => {
    const state = (await engine.open([id]))[0];
    if (state === undefined) throw new Error(id);
    engine.receive('somebody', made(setFields(declaration, state, values)));
  };
  await change(enrolment, 'e-1', { admittedWithout: ['Radio'], admittedWhy: 'Ten years in the field' });
  await waitFor(async () => expect((await row('Ada Korhonen')).textContent).toContain('Lacks 1 thing'));
  expect((await row('Ben Osei')).textContent).toContain('Lacks 2 things');
  await change(session, sessionId, { start: '2020-11-23', end: '2020-11-26' });
  await waitFor(() => expect(screen.queryByText(/Lacks|lack something/)).toBeNull());
  expect((await row('Ben Osei')).textContent).toContain('Admitted all the same');
});

test('[PQ1] a course asks for another one and for a competency, never for itself, and its screen says so', async () => {
  const { engine } = await openTraining(`/training/courses/${courseId}/edit`, {
    drafts: asking().filter(({ record }) => record !== sessionId),
  });
  const field = await screen.findByRole('combobox', { name: 'Courses that somebody must have before' });
  fireEvent.change(field, { target: { value: 'evidence' } });
  expect(screen.queryByRole('option', { name: /Evidence across borders/ })).toBeNull();
  fireEvent.change(screen.getByRole('textbox', { name: 'Competencies that somebody must have before' }), {
    target: { value: 'Cordon\nMaps' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('heading', { name: /Asked for before/ })).toBeTruthy();
  expect(await screen.findByRole('link', { name: 'First response' })).toBeTruthy();
  expect(await screen.findByText('Maps')).toBeTruthy();
  const [saved] = (await engine.list({ type: 'course' })).filter(({ id }) => id === courseId);
  expect(saved?.values).toMatchObject({ requiredCourses: [first], requiredCompetencies: ['Cordon', 'Maps'] });
});
