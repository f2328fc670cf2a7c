import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { textOfUtf8 } from '../../../../shared/base/bytes.ts';
import { competency } from '../../../../shared/domain/competency/competency.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import { readTableFile } from '../../../../shared/domain/spreadsheet/read-table-file.ts';
import { attendanceMark } from '../../../../shared/domain/training/attendance-mark.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import {
  enrolledPeople,
  lastSlot,
  openTraining,
  sampleSession,
  sessionId,
  sessionPath,
} from '../../../../test/support/training-screens.tsx';
import { xapiProblems } from '../../../../test/support/xapi-schema.ts';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

function present(person: string): readonly OperationDraft[] {
  const values = { ...lastSlot, session: sessionId, person, mark: 'present', at: Date.UTC(2020, 10, 26, 13) } as const;
  const made = createRecord(attendanceMark, { scope, id: '0190f000-0000-7000-8000-00000000e001' }, values);
  return made.ok ? made.value : [];
}
const leaving = { name: 'What leaves this laptop' };
const drafts = () => [...sampleSession(), ...enrolledPeople(['Igor Valenko', 'أمل برادة']), ...present('p-0')];

test('[SH6] [FW7] courses leave as a list too, with competencies in the words of the screen, and name nobody', async () => {
  const values = { name: { en: 'Keep a cordon' }, formerNames: ['Set and hold a cordon'], language: 'en' };
  const held = createRecord(competency, { scope, id: 'c-cordon' }, values);
  const known = held.ok ? held.value : [];
  const { desktop } = await openTraining('/training/courses', { drafts: [...sampleSession(), ...known] });
  fireEvent.click(await screen.findByRole('button', { name: 'Save the list' }));
  const dialog = await screen.findByRole('dialog', leaving);
  expect(within(dialog).getByText('Names 0 people.')).toBeTruthy();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const [, row] = textOfUtf8(desktop.saved[0]?.bytes ?? new Uint8Array())?.split('\r\n') ?? [];
  expect(row).toBe('CR-014,Evidence across borders,en,24,Keep a cordon and Hand over evidence,,');
});

test('[SH6] a roster is saved once one has seen what leaves, with its marks and under its mark', async () => {
  const { desktop } = await openTraining(sessionPath, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Save the list' }));
  const dialog = await screen.findByRole('dialog', leaving);
  expect(within(dialog).getByText('2 rows.')).toBeTruthy();
  expect(within(dialog).getByText('Names 2 people.')).toBeTruthy();
  expect(within(dialog).getByText('TLP:AMBER')).toBeTruthy();
  expect(within(dialog).getByText(/26 Nov 2020 \(afternoon\)/)).toBeTruthy();
  expect(desktop.saved).toEqual([]);
  const { violations } = await run(dialog, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save as XLSX' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const [saved] = desktop.saved;
  expect(saved?.name).toBe('TR-20-031-Roster-TLP-AMBER.xlsx');
  const read = readTableFile({ name: 'roster.xlsx', bytes: saved?.bytes ?? new Uint8Array() });
  const cells = read.ok ? read.value.tables[0]?.rows.map((row) => row.cells) : [];
  expect(cells?.find(([name]) => name === 'Igor Valenko')?.slice(4)).toEqual(['Enrolled', 'Present', '1', '1']);
  await waitFor(() => expect(screen.queryByRole('dialog', leaving)).toBeNull());
});

test('[XA1] [XA5] what people did is saved as statements, with names only where that is said', async () => {
  const { desktop } = await openTraining(sessionPath, { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'xAPI file' }));
  const dialog = await screen.findByRole('dialog', leaving);
  expect(within(dialog).getByText('One statement.')).toBeTruthy();
  const write = async (count: number) => {
    fireEvent.click(within(await screen.findByRole('dialog', leaving)).getByRole('button', { name: 'Save as JSON' }));
    await waitFor(() => expect(desktop.saved).toHaveLength(count));
    return textOfUtf8(desktop.saved.at(-1)?.bytes ?? new Uint8Array()) ?? '';
  };
  const [statement] = JSON.parse(await write(1)) as [{ readonly actor: object }];
  expect(xapiProblems('statement', statement)).toEqual([]);
  expect(Object.keys(statement.actor)).toEqual(['objectType', 'account']);
  await waitFor(() => expect(screen.queryByRole('dialog', leaving)).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'xAPI file' }));
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Names of people too' }));
  expect(await write(2)).toContain('Igor Valenko');
});
