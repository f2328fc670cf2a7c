import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { conductEvent } from '../../../shared/domain/conduct/conduct-event.ts';
import { inject } from '../../../shared/domain/conduct/inject.ts';
import { suggestColumns } from '../../../shared/domain/event-list-import/event-columns.ts';
import { planEventList } from '../../../shared/domain/event-list-import/plan-event-list.ts';
import { readTableFile } from '../../../shared/domain/spreadsheet/read-table-file.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { conductPath, injectIds, inRoles, listedExercise, liveFor } from '../../../test/support/exercise-screens.tsx';
import { ids, openReviews } from '../../../test/support/review-screens.tsx';
import { xlsxFile } from '../../../test/support/xlsx-file.ts';

// Colours are not computed in jsdom.
const rules = { 'color-contrast': { enabled: false } };
const problems = async () => (await axe.run(document.body, { rules })).violations.map(({ id }) => id);
const press = (code: string) => fireEvent.keyDown(document.body, { code });

async function facts({ engine }: Awaited<ReturnType<typeof openReviews>>) {
  const entries = await engine.list({ type: conductEvent.type });
  return entries.map(({ values }) => values);
}

test('[EX5] an event list is approved, goes live, and its injects are fired, deferred and dropped by keyboard', async () => {
  const opened = await openReviews(`/exercises/${ids.exercise}`, {
    drafts: listedExercise(),
    identity: inRoles(['coordinator']),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Approve the list' }));
  await screen.findByText(/Approved by Amina Dessalou/);
  fireEvent.click(screen.getByRole('button', { name: 'Conduct board' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Begin the list now' }));
  await screen.findByText('Due now');

  press('KeyF');
  await screen.findByText(/Due in 00:29/);
  press('KeyD');
  fireEvent.click(await screen.findByLabelText('5 minutes'));
  fireEvent.submit(screen.getByLabelText('Why (may stay empty)').closest('form') as HTMLFormElement);
  const list = within(screen.getByRole('listbox', { name: 'Event list' }));
  await list.findByText(/deferred to/);
  fireEvent.click(list.getByText('The prosecutor cannot be reached'));
  await screen.findByText('When called for', { selector: 'b' });
  press('KeyX');
  const why = await screen.findByLabelText('Why it is dropped');
  fireEvent.change(why, { target: { value: 'She came by herself' } });
  fireEvent.submit(why.closest('form') as HTMLFormElement);
  await list.findByText('dropped');
  const made = await facts(opened);
  expect(made.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
    ...['started', 'fired', 'deferred', 'dropped'].map((kind) => `${kind} Amina Dessalou`),
  ]);
  expect(made[3]).toMatchObject({ text: 'She came by herself' });
  expect((await opened.engine.list({ type: 'exercise' }))[0]?.values['state']).toBe('under-way');
});

test('an observation with a photo takes two actions: the photo, and save', async () => {
  const opened = await openReviews(conductPath, { drafts: [...listedExercise(), ...liveFor(5)] });
  opened.desktop.files = [{ name: 'bridge.jpg', bytes: Uint8Array.of(1, 2, 3) }];
  fireEvent.click(await screen.findByRole('button', { name: 'Observation with photo' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save' }));
  expect(await screen.findByText('bridge.jpg')).toBeTruthy();
  const [photo] = await opened.engine.list({ type: 'attachment' });
  const seen = (await opened.engine.list({ type: conductEvent.type })).find(
    ({ values }) => values['kind'] === 'observed',
  );
  expect(photo?.values).toMatchObject({ owner: seen?.id, purpose: 'photo' });
  expect(await problems()).toEqual([]);
});

test('[EX12] a player sees what was fired and nothing else, on the board and on the page', async () => {
  const people = { players: ['amina dessalou'] };
  const drafts = [...listedExercise(people), ...liveFor(5)];
  await openReviews(conductPath, { drafts });
  expect(await screen.findByText('No inject is under this chip.')).toBeTruthy();
  expect(screen.queryByText(/lorries/)).toBeNull();
  expect(screen.queryByText('Fire now')).toBeNull();
  press('KeyF');
  expect(screen.queryByText(/prosecutor/)).toBeNull();
});

test('[EX14] [EX15] a workbook with a title, a merged cell and a bad time is shown row by row, and saved whole', async () => {
  const rows = [
    ['Exercise Tidewatch'],
    ['N°', 'Heure', 'Titre', 'Destinataire'],
    ['11', { value: 0.4465277778, style: 2 }, 'Un appel', 'Poste frontière'],
    ['12', 'plus tard', 'Un second appel'],
    ['13', '', ''],
  ];
  const { engine, desktop } = await openReviews(`/exercises/${ids.exercise}/import`, { drafts: listedExercise() });
  desktop.files = [{ name: 'liste.xlsx', bytes: xlsxFile({ MSEL: rows }, { merges: ['D3:D4'] }) }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  const list = within(await screen.findByRole('listbox', { name: 'Rows' }));
  expect(list.getByText('Wall time left empty: not a time')).toBeTruthy();
  expect(list.getByText('No words')).toBeTruthy();
  expect(screen.getByText(/took the words of a merged cell/)).toBeTruthy();
  expect(await engine.list({ type: 'inject' })).toHaveLength(3);
  expect(await problems()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Import 2 injects' }));
  await screen.findByRole('heading', { level: 1, name: 'Tidewatch 2' });
  const made = (await engine.list({ type: 'inject' }))
    .map(({ values }) => values)
    .filter(({ to }) => to === 'Poste frontière');
  expect(made.map(({ number, wallMinute }) => [number, wallMinute])).toEqual([
    ['11', 643],
    ['12', undefined],
  ]);
  await waitFor(async () => expect(await engine.list({ type: 'attachment' })).toHaveLength(1));
});

test('[EX28] an event list leaves after it was said what leaves, and its own import finds nothing new in it', async () => {
  const drafts = listedExercise({ players: ['Amina Dessalou', 'Jonas Okafor'] });
  const seen = await openReviews(`/exercises/${ids.exercise}`, { drafts: [...drafts, ...liveFor(5)] });
  // A player to whom nothing was said yet takes nothing away.
  await screen.findByRole('heading', { level: 2, name: 'Event list' });
  expect(screen.queryByRole('button', { name: 'Save the list' })).toBeNull();
  expect(seen.desktop.saved).toEqual([]);
  cleanup();

  const opened = await openReviews(`/exercises/${ids.exercise}`, { drafts: listedExercise() });
  fireEvent.click(await screen.findByRole('button', { name: 'Save the list' }));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(dialog.textContent).toContain('3 rows.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(opened.desktop.saved).toHaveLength(1));
  const file = readTableFile({ name: 'list.csv', bytes: opened.desktop.saved[0]?.bytes ?? new Uint8Array() });
  const [header, ...rows] = (file.ok ? file.value.tables[0]?.rows : undefined) ?? [];
  const states = await opened.engine.open(injectIds);
  const injects = states.map((state) => viewOf(inject, state));
  const mapping = suggestColumns(header?.cells ?? []);
  expect(planEventList(rows, mapping, { injects, objectives: [], begins: 540 }).counts.same).toBe(3);
  expect(planEventList(rows, mapping, { injects: [], objectives: [], begins: 540 }).rows[0]?.values).toMatchObject({
    wallMinute: 570,
    scenarioMinute: 300,
    expected: 'Somebody decides',
    method: 'phone',
  });
});
