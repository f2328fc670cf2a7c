import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { raggedRoster } from '../../../test/support/ragged-roster.ts';
import {
  attendancePath,
  marksOf,
  openTraining,
  roster,
  rowOf,
  sampleSession,
  sessionId,
  sessionPath,
  sessionWith,
} from '../../../test/support/training-screens.tsx';
import { xlsxFile } from '../../../test/support/xlsx-file.ts';

test('forty people of a ragged roster are imported, marked, one is corrected, and the first mark is kept', {
  timeout: 120_000,
}, async () => {
  const { engine, desktop } = await openTraining(`${sessionPath}/import`, { drafts: sampleSession() });
  desktop.files = [{ name: 'roster.csv', bytes: utf8(raggedRoster) }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  expect(await screen.findByText('Every character is valid.')).toBeTruthy();
  expect((screen.getByRole('combobox', { name: 'Participant' }) as HTMLSelectElement).value).toBe('name');
  fireEvent.click(await screen.findByRole('button', { name: /To look at/ }));
  const rows = screen.getByRole('listbox', { name: 'Rows' });
  expect(within(rows).getAllByText('fewer cells than headings').length).toBeGreaterThan(2);
  expect(within(rows).getAllByText(/dates are written in several ways/).length).toBeGreaterThan(2);
  expect(await engine.list({ type: 'person' })).toHaveLength(0);
  fireEvent.change(screen.getByRole('combobox', { name: 'How are the dates meant?' }), { target: { value: 'day' } });
  await screen.findByRole('listbox', { name: 'Rows' });
  expect(screen.queryByText(/dates are written in several ways/)).toBeNull();

  fireEvent.click(await screen.findByRole('button', { name: 'Import 41 rows' }));
  expect(await screen.findByText('Imported.')).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Nothing to import' })).toBeTruthy();
  const dates = (await engine.list({ type: 'enrolment' })).map(({ values }) => values['registeredOn']);
  expect(new Set(dates)).toEqual(new Set(['2020-11-02', '2020-02-11', undefined]));
  cleanup();

  await openTraining(attendancePath, { engine });
  const list = await roster();
  expect(within(list).getAllByRole('button')).toHaveLength(41);
  expect(within(list).getAllByRole('img', { name: 'invisible mark U+200F' })).toHaveLength(1);
  const before = engine.saved.length;
  fireEvent.keyDown(list, { key: 'l', code: 'KeyL' });
  await waitFor(async () => expect(await marksOf(engine)).toEqual(['late']));
  fireEvent.click(screen.getByRole('button', { name: 'Mark the 40 present' }));
  const dialog = await screen.findByRole('dialog', { name: /Mark 40 people/ });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Mark the 40 present' }));
  expect(await screen.findByText('41 of 41')).toBeTruthy();
  await waitFor(async () => expect(await marksOf(engine)).toHaveLength(41));
  expect(engine.saved.length).toBeGreaterThan(before);

  const corrected = await rowOf('Beatriz Aubrac');
  corrected.focus();
  fireEvent.keyDown(corrected, { key: 'a', code: 'KeyA' });
  expect(await within(await roster()).findByText('first marked: Present')).toBeTruthy();
  expect(await marksOf(engine)).toHaveLength(42);

  fireEvent.click(screen.getByRole('button', { name: 'Check and confirm' }));
  const summary = await screen.findByRole('dialog', { name: 'Attendance of this half day' });
  expect(within(summary).getByText('Present 39, Late 1, Absent 1 and Excused 0')).toBeTruthy();
  fireEvent.click(within(summary).getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Evidence across borders' })).toBeTruthy();
});

test('a workbook with two tables and a title is imported as a text is, and refused whole when it is none', async () => {
  const { engine, desktop } = await openTraining(`${sessionPath}/import`, { drafts: sampleSession() });
  const roster = [['Participants of November'], ['Participant', 'Rank'], ['Igor Valenko', 'Captain'], ['أمل برادة']];
  desktop.files = [{ name: 'old.xls', bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0) }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  expect(await screen.findByText(/old XLS format/)).toBeTruthy();
  desktop.files = [{ name: 'roster.xlsx', bytes: xlsxFile({ Notes: [['x', 'y']], Roster: roster }) }];
  fireEvent.click(screen.getByRole('button', { name: 'Choose a file' }));
  const table = await screen.findByRole('combobox', { name: 'Table' });
  expect((table as HTMLSelectElement).value).toBe('1');
  expect((screen.getByRole('combobox', { name: 'Headings' }) as HTMLSelectElement).value).toBe('1');
  fireEvent.click(await screen.findByRole('button', { name: 'Import 2 rows' }));
  expect(await screen.findByText('Imported.')).toBeTruthy();
  const [file] = await engine.list({ type: 'attachment' });
  expect(file?.values['mediaType']).toMatch(/spreadsheet/);
});

test('a large roster is saved piece by piece and can be stopped; what is saved is whole', {
  timeout: 120_000,
}, async () => {
  const { engine, desktop } = await openTraining(`${sessionPath}/import`, { drafts: sampleSession() });
  // One piece, and one row more.
  const count = 401;
  const rows = Array.from({ length: count }, (_, at) => `Person ${at},Tolmara`);
  desktop.files = [{ name: 'large.csv', bytes: utf8(`Name,Organisation\n${rows.join('\n')}`) }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  const { apply } = engine;
  let isStopPressed = () => {};
  const stopPressed = new Promise<void>((resolve) => {
    isStopPressed = resolve;
  });
  engine.apply = async (author, drafts) => {
    const saved = await apply(author, drafts);
    await stopPressed;
    return saved;
  };
  fireEvent.click(await screen.findByRole('button', { name: `Import ${count} rows` }));
  await screen.findByText(`0 of ${count} rows`);
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  isStopPressed();
  const said = (await screen.findByText(/rows are saved/)).textContent;
  const people = await engine.list({ type: 'person' });
  expect(said).toContain(`${people.length} of ${count}`);
  expect(people).toHaveLength(count - 1);
  expect(await engine.list({ type: 'enrolment' })).toHaveLength(people.length);
  fireEvent.click(await screen.findByRole('button', { name: 'Activity' }, { timeout: 5_000 }));
  const tray = within(await screen.findByRole('dialog'));
  expect(tray.getByText('Import of large.csv').parentElement?.textContent).toContain('Stopped');
  expect(tray.getByText(`${people.length} of ${count} rows are saved.`)).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: 'Import one row' }));
  expect(await screen.findByText('Imported.')).toBeTruthy();
  expect(await engine.list({ type: 'person' })).toHaveLength(count);
});

test('the file that a roster came from is kept beside the session, once, and a copy of it is saved', async () => {
  const { engine, desktop } = await openTraining(`${sessionPath}/import`, { drafts: sampleSession() });
  const bytes = utf8('Name\nAmal Berrada\n');
  desktop.files = [{ name: 'from the centre.csv', bytes }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Import one row' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Open the session' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save a copy of from the centre.csv' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toEqual([{ name: 'from the centre.csv', bytes }]));
  expect(await engine.list({ type: 'attachment', parent: sessionId })).toHaveLength(1);
});

test('somebody is taken off the roster, stays listed beside it, and is brought back; marks stay', async () => {
  const { engine } = await openTraining(sessionPath, { drafts: sessionWith('Igor Valenko', 'Anna') });
  const list = await screen.findByRole('listbox', { name: 'Roster' });
  fireEvent.click(within(list).getByRole('option', { name: /Igor Valenko/ }));
  const dialog = await screen.findByRole('dialog', { name: /Igor Valenko/ });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Take off the roster' }));
  const back = await screen.findByRole('button', { name: 'Bring back: Igor Valenko' });
  expect(within(list).getAllByRole('option')).toHaveLength(1);
  expect((await engine.list({ type: 'enrolment', where: { status: 'withdrawn' } })).map(({ id }) => id)).toEqual([
    'e-0',
  ]);
  fireEvent.click(back);
  expect(await within(list).findByRole('option', { name: /Igor Valenko/ })).toBeTruthy();
});
