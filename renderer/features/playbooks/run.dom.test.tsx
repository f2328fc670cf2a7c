import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { textOfUtf8 } from '../../../shared/base/bytes.ts';
import type { Outline } from '../../../shared/domain/outline/outline.ts';
import { readDocx } from '../../../shared/domain/outline/read-docx.ts';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { samplePlaybook, samplePlaybookId } from '../../../test/support/sample-playbook.ts';
import { savedList } from '../../../test/support/save-list.ts';

/** Begins a run of the sample playbook and comes to its first step. */
async function begin() {
  const opened = await openPlaybooks(`/playbooks/${samplePlaybookId}/run`, { drafts: samplePlaybook() });
  fireEvent.change(await screen.findByRole('textbox', { name: 'Place' }), { target: { value: 'Quay Street' } });
  fireEvent.click(screen.getByRole('button', { name: 'Begin' }));
  await screen.findByRole('heading', { level: 2, name: 'Log the report' });
  return opened;
}

const now = (name: string) => screen.findByRole('heading', { level: 2, name });
const press = (code: string) => fireEvent.keyDown(document.body, { code, key: code });
const way = () => screen.findByRole('complementary', { name: 'Steps' });

async function toTheDecision() {
  const opened = await begin();
  for (const next of [
    'Confirm that nobody owns the item',
    'Set the cordon and move people behind it',
    'Call the explosives duty officer',
    'Decide: is the item suspicious?',
  ]) {
    press('Space');
    await now(next);
  }
  return opened;
}

async function decide(answer: RegExp) {
  fireEvent.click(screen.getByRole('radio', { name: answer }));
  fireEvent.click(screen.getByRole('radio', { name: /Shift commander/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Record decision' }));
}

test('space marks a step done, saves it, and goes on', async () => {
  const { engine } = await begin();
  press('Space');
  await now('Confirm that nobody owns the item');
  expect(screen.getByText('1 of 10 done')).toBeTruthy();
  expect(screen.getByText(/^saved \d\d:\d\d:\d\d$/)).toBeTruthy();
  expect(await engine.list({ type: 'run-event', where: { kind: 'done', step: 's-log' } })).toHaveLength(1);
});

test('nothing is called saved that is not on the disk', async () => {
  const { engine } = await begin();
  engine.failWith = { kind: 'disk-full' };
  press('Space');
  expect(await screen.findByText('not saved')).toBeTruthy();
  expect(screen.getByText('0 of 10 done')).toBeTruthy();
  expect(await now('Log the report')).toBeTruthy();
});

test('a run stands where it stood after the laptop died', async () => {
  const { engine, router } = await toTheDecision();
  const path = router.state.location.pathname;
  cleanup();
  await openPlaybooks(path, { engine });
  expect(await now('Decide: is the item suspicious?')).toBeTruthy();
  expect(screen.getByText('4 of 10 done')).toBeTruthy();
});

test('a decision needs an answer and an authority, and rules out the other way', async () => {
  const { engine } = await toTheDecision();
  const record = screen.getByRole('button', { name: 'Record decision' }) as HTMLButtonElement;
  expect(record.disabled).toBe(true);
  await decide(/^No/);
  await now('Reopen, close the log');
  expect(within(await way()).getAllByText('Does not apply after the decision')).toHaveLength(4);
  const [saved] = await engine.list({ type: 'run-event', where: { kind: 'decision' } });
  expect(saved?.values).toMatchObject({ choice: 'false', authority: 'Shift commander', by: 'Amina Dessalou' });
});

test('a step is skipped with a reason, and can be opened again', async () => {
  await begin();
  press('KeyS');
  const reason = await screen.findByRole('textbox', { name: 'Why is it skipped?' });
  fireEvent.change(reason, { target: { value: 'Logged by the other shift' } });
  fireEvent.keyDown(reason, { key: 'Enter', ctrlKey: true });
  await now('Confirm that nobody owns the item');
  fireEvent.click(within(await way()).getByRole('button', { name: /Log the report/ }));
  expect((await screen.findAllByText(/skipped: Logged by the other shift/)).length).toBe(2);
  fireEvent.click(screen.getByRole('button', { name: 'Open again' }));
  expect(await screen.findByText('0 of 10 done')).toBeTruthy();
});

test('a note stands under its step', async () => {
  await begin();
  press('KeyN');
  const note = await screen.findByRole('textbox', { name: 'Note' });
  fireEvent.change(note, { target: { value: 'Black holdall, padlocked' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Black holdall, padlocked')).toBeTruthy();
  expect(screen.getByText('0 of 10 done')).toBeTruthy();
});

test('[RN6] [RN7] a photo with its words and a timer are kept, and the timer is stopped', async () => {
  // jsdom has no addresses of pictures.
  Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL() {} });
  const { engine, desktop } = await begin();
  desktop.files = [{ name: 'IMG 1.jpg', bytes: new Uint8Array([0xff, 0xd8, 1]) }];
  press('KeyP');
  const words = await screen.findByRole('textbox', { name: 'What it shows' });
  fireEvent.change(words, { target: { value: 'Bag under the bench' } });
  fireEvent.click(screen.getByRole('button', { name: 'Keep the photo' }));
  const photos = within(await screen.findByRole('list', { name: 'Photos' }));
  expect(photos.getByText('Bag under the bench')).toBeTruthy();
  const [file] = await engine.list({ type: 'attachment' });
  const [photo] = await engine.list({ type: 'run-event', where: { kind: 'photo' } });
  expect(photo?.values).toMatchObject({ step: 's-log', file: file?.id });
  press('KeyC');
  const dialog = within(await screen.findByRole('dialog', { name: 'Timer' }));
  fireEvent.change(dialog.getByRole('textbox', { name: 'What for' }), { target: { value: 'Team at the gate' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Start the timer' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Stop: Team at the gate' }));
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Timers' })).toBeNull());
});

test('arrows look at other steps without changing anything', async () => {
  const { engine } = await begin();
  press('ArrowDown');
  await now('Confirm that nobody owns the item');
  press('ArrowUp');
  await now('Log the report');
  expect(await engine.list({ type: 'run-event' })).toHaveLength(0);
});

test('the whole list has a check for each step', async () => {
  await begin();
  fireEvent.click(screen.getByRole('radio', { name: 'Whole list' }));
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Done: Log the report' }));
  await waitFor(() =>
    expect(screen.getByRole('checkbox', { name: 'Done: Log the report' }).getAttribute('aria-checked')).toBe('true'),
  );
});

test('[RN2] [RN3] a step is taken with a key, and the run is handed over with a reason; the head says who is in charge', async () => {
  const { engine } = await begin();
  press('KeyT');
  expect(await screen.findByText('You do it')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Hand over' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Hand this run over' }));
  fireEvent.change(dialog.getByLabelText('Who takes over'), { target: { value: 'Ben Okoro, shift commander' } });
  fireEvent.change(dialog.getByLabelText('Why'), { target: { value: 'End of shift' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Hand over' }));
  expect(await screen.findByText('Ben Okoro, shift commander')).toBeTruthy();
  const entries = await engine.list({ type: 'run-event' });
  expect(entries.map(({ values }) => values)).toMatchObject([
    { kind: 'taken', step: 's-log', by: 'Amina Dessalou' },
    { kind: 'handed-over', to: 'Ben Okoro, shift commander', text: 'End of shift' },
  ]);
});

test('the end asks, says what is open, and gives a report that can be saved', async () => {
  const { desktop } = await toTheDecision();
  await decide(/^No/);
  await now('Reopen, close the log');
  fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
  const dialog = await screen.findByRole('dialog', { name: /1 step is still open/ });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Finish' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save as text' }));
  const leaving = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  expect(within(leaving).getByText(/^The report of a run\. Steps: \d+\. Entries in the log: \d+\.$/)).toBeTruthy();
  expect(within(leaving).getByText('TLP:AMBER')).toBeTruthy();
  fireEvent.click(within(leaving).getByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const text = textOfUtf8(desktop.saved[0]?.bytes as Uint8Array) ?? '';
  expect(text).toContain('TLP:AMBER');
  expect(text).toContain('Quay Street');
  expect(text).toMatch(/5\. Decide: is the item suspicious\?: Decided/);
  expect(text).toContain('Shift commander');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Save as DOCX' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(2));
  const document = readDocx(desktop.saved[1]?.bytes as Uint8Array) as Outline;
  expect(document.blocks.map((block) => block.text)).toContain('5. Decide: is the item suspicious?');
});

test('[SH6] [SH7] the list of runs leaves under the mark of what was run, with whoever is in charge', async () => {
  const { engine } = await begin();
  cleanup();
  const { desktop } = await openPlaybooks('/runs', { engine });
  const { said, name, lines } = await savedList(desktop);
  expect(said).toContain('One row.');
  expect(name).toBe('Runs-TLP-AMBER.csv');
  expect(lines[0]).toContain(
    'Playbook,Release,Place,In charge,Day it began,Time it began,Day it ended,Time it ended,Time zone,Marking',
  );
  expect(lines[1]).toMatch(
    /^Unattended item at a transport hub,[^,]*,Quay Street,[^,]*,\d{4}-\d\d-\d\d,[^,]+,,,[^,]+,TLP:AMBER$/,
  );
});

test('[SH7] [PO7] runs keep the mark of a playbook that is deleted, count as amber without one, and say whose clock it is', async () => {
  const { engine } = await begin();
  cleanup();
  const list = engine.list.bind(engine);
  const table = async () => {
    const { desktop } = await openPlaybooks('/runs', { engine });
    const { name, lines } = await savedList(desktop);
    cleanup();
    return [name, lines[1]?.split(',').at(-1)];
  };
  engine.list = async (query) => {
    const entries = await list(query);
    if (query.type !== 'playbook') return entries;
    const deleted = entries.map((entry) => ({
      ...entry,
      deleted: true,
      values: { ...entry.values, marking: 'TLP:RED' },
    }));
    return query.withDeleted === true ? deleted : [];
  };
  expect(await table()).toEqual(['Runs-TLP-RED.csv', 'TLP:RED']);
  engine.list = async (query) => (query.type === 'playbook' ? [] : list(query));
  expect(await table()).toEqual(['Runs-TLP-AMBER.csv', '']);
});
