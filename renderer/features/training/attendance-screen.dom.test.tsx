import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { attendanceMark } from '../../../shared/domain/training/attendance-mark.ts';
import { enrolment } from '../../../shared/domain/training/enrolment.ts';
import { person } from '../../../shared/domain/training/person.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { sampleScope } from '../../../test/support/sample-playbook.ts';
import {
  attendancePath,
  lastSlot,
  marksOf,
  openTraining,
  roster,
  rowOf,
  sampleSession,
  sessionId,
  sessionWith,
} from '../../../test/support/training-screens.tsx';

test('a press goes through the states; each is one more mark, saved with its author', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Igor Valenko') });
  const row = await rowOf('Igor Valenko');
  for (const state of ['Present', 'Late', 'Absent', 'Excused', 'Present']) {
    fireEvent.click(row);
    await waitFor(() => expect(row.textContent).toContain(state));
  }
  await waitFor(async () => expect(await marksOf(engine)).toEqual(['present', 'late', 'absent', 'excused', 'present']));
  const [first] = await engine.list({ type: 'attendance-mark' });
  expect(first?.values).toMatchObject({ ...lastSlot, by: 'Amina Dessalou', session: sessionId, person: 'p-0' });
});

test('a letter sets and goes on, arrows and enter move, undo takes back', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Anna', 'Boris', 'Chen') });
  const list = await roster();
  fireEvent.keyDown(list, { key: 'p', code: 'KeyP' });
  expect(document.activeElement?.textContent).toContain('Boris');
  fireEvent.keyDown(list, { key: 'Enter', code: 'Enter' });
  expect(document.activeElement?.textContent).toContain('Chen');
  fireEvent.keyDown(list, { key: 'з', code: 'KeyP' });
  expect(await screen.findByText('2 of 3')).toBeTruthy();
  fireEvent.keyDown(list, { key: 'ArrowUp', code: 'ArrowUp' });
  expect(document.activeElement?.textContent).toContain('Boris');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Undo' }).hasAttribute('disabled')).toBe(false));
  await waitFor(async () => expect(await marksOf(engine)).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('1 of 3')).toBeTruthy();
});

test('nothing is called marked that is not on the disk', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Igor Valenko') });
  engine.failWith = { kind: 'disk-full' };
  fireEvent.click(await rowOf('Igor Valenko'));
  await waitFor(async () => expect((await rowOf('Igor Valenko')).textContent).toContain('To mark'));
  expect(screen.queryByText(/^saved/)).toBeNull();
});

test('marks made apart on two laptops are shown as different until somebody settles them', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Igor Valenko') });
  await roster();
  for (const [id, mark, by] of [
    ['m1', 'present', 'Tomas'],
    ['m2', 'absent', 'Leila'],
  ] as const) {
    const values = { ...lastSlot, session: sessionId, person: 'p-0', mark, by };
    const scope = engine.saved[0]?.scope ?? sampleSession()[0]?.scope ?? '';
    const drafts = createRecord(attendanceMark, { scope, id }, values);
    if (drafts.ok) engine.receive(by, drafts.value);
  }
  expect(await screen.findByText('Marked differently: Tomas: Present')).toBeTruthy();
  fireEvent.keyDown(await roster(), { key: 'l', code: 'KeyL' });
  await waitFor(() => expect(screen.queryByText(/Marked differently/)).toBeNull());
});

test('a walk-in is typed, put on the roster and marked present', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Igor Valenko') });
  await roster();
  fireEvent.keyDown(document.body, { key: '/', code: 'Slash' });
  const box = screen.getByRole('combobox', { name: /add a walk-in/ });
  expect(document.activeElement).toBe(box);
  fireEvent.change(box, { target: { value: 'Qiu Mei' } });
  await screen.findByRole('option', { name: /Add Qiu Mei as a walk-in/ });
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(async () => expect((await rowOf('Qiu Mei')).textContent).toMatch(/Walk-in.*Present/));
  expect(await engine.list({ type: 'enrolment', where: { status: 'walk-in' } })).toHaveLength(1);
});

test('attendance opens on the people of its session alone; the directory is read when somebody is looked for', async () => {
  const elsewhere = createRecord(person, { scope: sampleScope, id: 'p-9' }, { name: 'Ilse Marten' });
  const joined = createRecord(person, { scope: sampleScope, id: 'p-8' }, { name: 'A. Grebnev', sameAs: 'p-7' });
  const shown = createRecord(person, { scope: sampleScope, id: 'p-7' }, { name: 'Anton Grebnev' });
  const placed = createRecord(
    enrolment,
    { scope: sampleScope, id: 'e-8' },
    { session: sessionId, person: 'p-8', status: 'enrolled' },
  );
  if (!elsewhere.ok || !joined.ok || !shown.ok || !placed.ok) throw new Error('Not made');
  const drafts = [...sessionWith('Igor Valenko'), ...elsewhere.value, ...joined.value, ...shown.value, ...placed.value];
  const engine = createFakeLiveEngine();
  // A page that never rests reads nothing ahead: on a slow machine that would come before what is looked at here.
  vi.stubGlobal('requestIdleCallback', () => 1);
  vi.stubGlobal('cancelIdleCallback', () => {});
  onTestFinished(() => void vi.unstubAllGlobals());
  const listed = vi.spyOn(engine, 'list');
  await openTraining(attendancePath, { drafts, engine });
  // Who was joined with somebody is marked as the one that is shown, who is enrolled by no record of their own.
  expect(await rowOf('Anton Grebnev')).toBeTruthy();
  expect(within(await roster()).getAllByRole('button')).toHaveLength(2);
  const wholeKinds = () => listed.mock.calls.filter(([{ parent }]) => parent === undefined).map(([{ type }]) => type);
  expect(wholeKinds()).not.toContain('person');

  const box = screen.getByRole('combobox', { name: /add a walk-in/ });
  fireEvent.change(box, { target: { value: 'ilse' } });
  expect(await screen.findByRole('option', { name: /Ilse Marten/ })).toBeTruthy();
  expect(wholeKinds()).toContain('person');
});

test('the number of a row finds who stands in it, in the digits of any script', async () => {
  await openTraining(attendancePath, { drafts: sessionWith('Igor Valenko', 'Ilse Marten', 'Anna Sato') });
  await roster();
  const box = screen.getByRole('combobox', { name: /add a walk-in/ });
  for (const [typed, name] of [
    ['3', 'Ilse Marten'],
    ['١', 'Anna Sato'],
  ] as const) {
    fireEvent.change(box, { target: { value: typed } });
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(document.activeElement?.textContent).toContain(name));
  }
  fireEvent.change(box, { target: { value: '4' } });
  expect(await screen.findByRole('option', { name: /Add 4 as a walk-in/ })).toBeTruthy();
});

test('nobody is offered as somebody new before the directory was looked at', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Igor Valenko', 'Ilse Marten') });
  await roster();
  // However late the page asks: on a slow machine that may be after the answer is let go.
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const list = engine.list.bind(engine);
  engine.list = async (query) => {
    if (query.type === 'person') await answered;
    return list(query);
  };
  const box = screen.getByRole('combobox', { name: /add a walk-in/ });
  fireEvent.change(box, { target: { value: 'marten' } });
  await screen.findByRole('option', { name: /Ilse Marten/ });
  const offered = screen.getByRole('listbox', { name: /add a walk-in/ });
  expect(within(offered).getAllByRole('option')).toHaveLength(1);
  fireEvent.change(box, { target: { value: 'Qiu Mei' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(engine.saved).toHaveLength(0);
  answer();
  expect(await screen.findByRole('option', { name: /Add Qiu Mei as a walk-in/ })).toBeTruthy();
});

test('typing finds who is on the roster already, in either script, and makes nobody new', async () => {
  const { engine } = await openTraining(attendancePath, { drafts: sessionWith('Игорь Валенко', 'Anna') });
  await roster();
  const box = screen.getByRole('combobox', { name: /add a walk-in/ });
  fireEvent.change(box, { target: { value: 'валенко' } });
  await screen.findByRole('option', { name: /on the roster/ });
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Игорь Валенко'));
  expect(await engine.list({ type: 'person' })).toHaveLength(2);
});
