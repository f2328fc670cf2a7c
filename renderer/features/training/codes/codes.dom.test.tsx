import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, expect, test, vi } from 'vitest';
import { codesOfSession, spacedCode } from '../../../../shared/domain/training/row-code.ts';
import { readCalendar } from '../../../../test/support/read-calendar.ts';
import {
  enrolledPeople,
  openTraining,
  sampleSession,
  sessionId,
  sessionPath,
} from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const drafts = () => [...sampleSession(), ...enrolledPeople(['Igor Valenko', 'Anna Berrada', 'أمل برادة'])];
const enrolments = ['e-0', 'e-1', 'e-2'];
const codeOf = (enrolment: string, session = sessionId) => codesOfSession(session, enrolments).get(enrolment) ?? '';
const field = () => screen.findByRole('textbox', { name: 'Code from the sheet or a badge' });
const enter = async (code: string) => fireEvent.change(await field(), { target: { value: code } });

async function marksOf({ engine }: Awaited<ReturnType<typeof openTraining>>) {
  const entries = await engine.list({ type: 'attendance-mark' });
  return entries.map(({ values }) => `${values['person']} ${values['mark']}`);
}

test('[RC6] [RC7] codes mark one after another; absent is corrected, and what leads to nobody is refused in words', async () => {
  const opened = await openTraining(`${sessionPath}/attendance`, { drafts: drafts() });
  const list = await screen.findByRole('list', { name: 'People to mark' });
  fireEvent.keyDown(list, { key: 'a', code: 'KeyA' });
  await waitFor(async () => expect(await marksOf(opened)).toEqual(['p-1 absent']));
  await enter(codeOf('e-1').toLowerCase());
  expect((await screen.findAllByText(/^Anna Berrada: Present/)).length).toBeGreaterThan(0);
  expect(await within(list).findByText('first marked: Absent')).toBeTruthy();
  await enter(spacedCode(codeOf('e-0')));
  await waitFor(async () => expect(await marksOf(opened)).toEqual(['p-1 absent', 'p-1 present', 'p-0 present']));
  expect(((await field()) as HTMLInputElement).value).toBe('');

  const refusals = [
    [codeOf('e-0'), /Igor Valenko is marked already: Present/],
    [codeOf('e-0', '0190f000-0000-7000-8000-00000000c003'), /belongs to another session/],
    [[...codeOf('e-2')].reverse().join(''), /something is mistyped/],
  ] as const;
  for (const [code, words] of refusals) {
    await enter(code);
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  }
  expect(await marksOf(opened)).toHaveLength(3);
});

test('[RC2] [RC5] a scanner that types into the roster marks whom it read, and nobody else', async () => {
  const opened = await openTraining(`${sessionPath}/attendance`, { drafts: drafts() });
  const list = await screen.findByRole('list', { name: 'People to mark' });
  within(list)
    .getByRole('button', { name: /Igor Valenko/ })
    .focus();
  for (const sign of codeOf('e-2')) {
    const at = document.activeElement as HTMLInputElement;
    const goesOn = fireEvent.keyDown(at, { key: sign, code: `${/\d/.test(sign) ? 'Digit' : 'Key'}${sign}` });
    if (goesOn && at.tagName === 'INPUT') fireEvent.change(at, { target: { value: `${at.value}${sign}` } });
  }
  expect(document.activeElement).toBe(await field());
  fireEvent.keyDown(document.activeElement as Element, { key: 'Enter', code: 'Enter' });
  await waitFor(async () => expect(await marksOf(opened)).toEqual(['p-2 present']));
});

/** Nothing is written before it was said what leaves ([IC5]). */
async function saveCalendar(act: string): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: act }));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('One entry with its days.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save for a calendar' }));
}

test('[RC8] [IC5] sheet and badges bear the codes, and the days of a session are saved for a calendar', async () => {
  const { desktop, engine } = await openTraining(sessionPath, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Print sign-in sheet' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  fireEvent.click(screen.getByRole('button', { name: 'Print badges' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(2));
  const [sheet = '', badges = ''] = desktop.printed;
  for (const enrolment of enrolments) {
    expect(sheet.split(spacedCode(codeOf(enrolment)))).toHaveLength(5);
    expect(badges).toContain(spacedCode(codeOf(enrolment)));
  }
  expect(badges).toContain('Sorrel Coast Centre');
  await saveCalendar('Save for a calendar');
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  expect(desktop.saved[0]?.name).toBe('TR-20-031-TLP-AMBER.ics');
  const [event] = readCalendar(desktop.saved[0]?.bytes ?? new Uint8Array());
  expect(event?.get('DTEND')?.value).toBe('20201127');
  cleanup();

  const list = await openTraining('/training', { engine });
  await saveCalendar('Save all for a calendar');
  await waitFor(() => expect(list.desktop.saved).toHaveLength(1));
  expect(readCalendar(list.desktop.saved[0]?.bytes ?? new Uint8Array())).toHaveLength(1);
});
