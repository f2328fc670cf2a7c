import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { textOfUtf8 } from '../../../shared/base/bytes.ts';
import { setFields } from '../../../shared/domain/edit.ts';
import { draftsOfOriginal } from '../../../shared/domain/original-file.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { step } from '../../../shared/domain/step.ts';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { longPlaybook, samplePlaybook, samplePlaybookId, sampleScope } from '../../../test/support/sample-playbook.ts';
import { courseId, sampleSession } from '../../../test/support/training-screens.tsx';

const path = `/playbooks/${samplePlaybookId}`;
const stepOf = (name: string) => screen.findByRole('listitem', { name });
const openMenu = async () => fireEvent.click(await screen.findByRole('button', { name: 'More' }));

test('shows a step with its text, caution, who, authority and legal basis', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  const cordon = await stepOf('Set the cordon and move people behind it');
  expect(within(cordon).getByText(/Clear 100 m for a bag/)).toBeTruthy();
  expect(within(cordon).getByText(/No radio or mobile phone/)).toBeTruthy();
  expect(within(cordon).getByText('First officer on scene')).toBeTruthy();
  expect(within(cordon).getByText('Shift commander')).toBeTruthy();
  expect(within(cordon).getByText('Joint Order 7/2024, art. 3')).toBeTruthy();
});

test('a step shows the files that its author attached, and nothing to attach more', async () => {
  const file = { scope: sampleScope, id: 'f-1', owner: 's-cordon', name: 'rings.pdf', mediaType: 'application/pdf' };
  const drafts = draftsOfOriginal({ ...file, bytes: new Uint8Array(2_000), chunks: [], purpose: 'file' });
  await openPlaybooks(path, { drafts: [...samplePlaybook(), ...drafts] });
  const cordon = await stepOf('Set the cordon and move people behind it');
  expect(await within(cordon).findByText('rings.pdf')).toBeTruthy();
  expect(screen.getAllByRole('heading', { name: /^Files and photos/ })).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Attach a file or photo' })).toBeNull();
});

test('a decision says where each answer leads', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  const decide = await stepOf('Decide: is the item suspicious?');
  expect(within(decide).getByRole('button', { name: 'Yes: Go to step 6, Inform both at once' })).toBeTruthy();
  fireEvent.click(within(decide).getByRole('button', { name: 'No: Go to step 10, Reopen, close the log' }));
  await waitFor(async () => expect((await stepOf('Reopen, close the log')).getAttribute('aria-current')).toBe('step'));
});

test('another language keeps the place', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  const decide = await stepOf('Decide: is the item suspicious?');
  fireEvent.click(within(decide).getByRole('button', { name: /^No/ }));
  fireEvent.click(await screen.findByRole('radio', { name: 'العربية' }));
  const place = await stepOf('إعادة الفتح وإغلاق السجل');
  expect(place.getAttribute('aria-current')).toBe('step');
});

test('two languages stand side by side', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  fireEvent.click(await screen.findByRole('button', { name: 'Side by side' }));
  const log = await stepOf('Log the report');
  expect(within(log).getByText('سجّل البلاغ').getAttribute('dir')).toBe('rtl');
});

async function received(
  record: string,
  values: Record<string, string>,
  engine: Awaited<ReturnType<typeof openPlaybooks>>['engine'],
) {
  const [state] = await engine.open([record]);
  const made = setFields(step, state as never, values);
  engine.receive('elsewhere', made.ok ? made.value : []);
}

test('shows hidden controls of an imported text, and its markup as text', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook() });
  await received('s-log', { 'description.en': 'Open <b>now</b> \u202egnp.exe' }, engine);
  expect(await screen.findByRole('img', { name: 'Hidden control character U+202E' })).toBeTruthy();
  expect(screen.getByText(/<b>now<\/b>/)).toBeTruthy();
});

const edit = async () => fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));

test('an edit is one operation when its field is left, and supersedes what was seen', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook() });
  await edit();
  const field = await screen.findByRole('textbox', { name: 'Name of step 1' });
  const [before] = await engine.open(['s-log']);
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: 'Log the' } });
  fireEvent.change(field, { target: { value: 'Log the call' } });
  fireEvent.blur(field);
  await waitFor(() => expect(engine.saved).toHaveLength(1));
  expect(engine.saved[0]).toMatchObject({ kind: 'set', record: 's-log', field: 'name.en', value: 'Log the call' });
  expect(engine.saved[0]?.supersedes).toEqual(before?.fields['name.en']?.map((head) => head.id));
});

test('a pause of two seconds saves while somebody still writes', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook() });
  await edit();
  const field = await screen.findByRole('textbox', { name: 'Text of step 2' });
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: 'Ask aloud.' } });
  await waitFor(() => expect(engine.saved).toHaveLength(1), { timeout: 4_000 });
  fireEvent.blur(field);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(engine.saved).toHaveLength(1);
});

test('what arrives while somebody writes stays beside it as a conflict that can be settled', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook() });
  await edit();
  const field = await screen.findByRole('textbox', { name: 'Name of step 1' });
  fireEvent.focus(field);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await received('s-log', { 'name.en': 'Note the report' }, engine);
  fireEvent.change(field, { target: { value: 'Write the report' } });
  fireEvent.blur(field);
  const link = await screen.findByRole('link', { name: 'In conflict: settle it' });
  expect(link.getAttribute('href')).toContain('/sync/conflicts/s-log/name.en');
});

test('what could not be saved stays in the field', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook() });
  await edit();
  engine.failWith = { kind: 'disk-full' };
  const field = (await screen.findByRole('textbox', { name: 'Name of step 1' })) as HTMLTextAreaElement;
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: 'Log it' } });
  fireEvent.blur(field);
  expect(await screen.findByText('Not saved yet')).toBeTruthy();
  expect(field.value).toBe('Log it');
});

test('a deleted step comes back by undo', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  await edit();
  fireEvent.click(await screen.findByRole('button', { name: 'Delete step 4' }));
  expect(await screen.findByText('Step 4 was deleted')).toBeTruthy();
  await waitFor(() => expect(screen.queryByDisplayValue('Call the explosives duty officer')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByDisplayValue('Call the explosives duty officer')).toBeTruthy();
});

test('a deleted playbook comes back with its steps', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  await openMenu();
  fireEvent.click(await screen.findByRole('menuitem', { name: /Delete this playbook/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await stepOf('Log the report')).toBeTruthy();
});

test('goes out as CACAO', async () => {
  const { desktop } = await openPlaybooks(path, { drafts: samplePlaybook() });
  await openMenu();
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Export as CACAO' }));
  expect(await screen.findByText('A playbook as CACAO 2.0. Steps: 14.')).toBeTruthy();
  expect(desktop.saved).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const document = JSON.parse(textOfUtf8(desktop.saved[0]?.bytes as Uint8Array) ?? '');
  expect(document).toMatchObject({
    type: 'playbook',
    spec_version: 'cacao-2.0',
    name: 'Unattended item at a transport hub',
  });
  expect(Object.keys(document.workflow)).toHaveLength(14);
});

test('paper carries the mark at its head and its foot, and every step', async () => {
  const { desktop } = await openPlaybooks(path, { drafts: samplePlaybook() });
  fireEvent.click(await screen.findByRole('button', { name: 'Print or save as PDF' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  expect(desktop.printed[0]?.split('TLP:AMBER')).toHaveLength(4);
  expect(desktop.printed[0]).toContain('10. Reopen, close the log');
});

test('a playbook of 200 steps has them all', async () => {
  const drafts: OperationDraft[] = longPlaybook('long', 200);
  await openPlaybooks('/playbooks/long', { drafts });
  await screen.findByText('200 steps, 20 decisions');
  // counted without roles: asking 200 headings for their names takes longer than the wait
  await waitFor(() => expect(document.querySelectorAll('li h2')).toHaveLength(200), { timeout: 10_000 });
  expect(document.querySelectorAll('li h2')[199]?.textContent).toBe('Step 200 of the long list');
});

test('an outdated translation says so in the reader, and leads to where it is renewed', async () => {
  const { engine } = await openPlaybooks(`${path}?lang=ar`, { drafts: samplePlaybook() });
  const [before] = await engine.open(['s-cordon']);
  const again = setFields(step, before as never, { 'name.ar': 'أقم الطوق' });
  await engine.apply('somebody', again.ok ? again.value : []);
  await received('s-cordon', { 'name.en': 'Hold the cordon' }, engine);
  const mark = await screen.findByText(/The original changed after this translation/);
  expect(within(mark).getByRole('link').getAttribute('href')).toMatch(/\/translation\/ar\/.+unit=s-cordon\.name/);
  expect(await screen.findByRole('radio', { name: /1 text outdated/ })).toBeTruthy();
});

test('the reader says which courses teach the playbook, each one press away', async () => {
  await openPlaybooks(`/playbooks/${samplePlaybookId}`, {
    drafts: [...samplePlaybook(), ...sampleSession([samplePlaybookId])],
  });
  await screen.findByRole('heading', { name: /^Taught in/ });
  const course = screen.getByRole('link', { name: 'CR-014 Evidence across borders' });
  expect(course.getAttribute('href')).toContain(`/training/courses/${courseId}`);
});

test('the run form has a box and lines for every step, its decisions and the signatures', async () => {
  const { desktop } = await openPlaybooks(path, { drafts: samplePlaybook() });
  fireEvent.click(await screen.findByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Print the run form' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  const [paper = ''] = desktop.printed;
  for (const words of ['Run form', 'Led by', 'Decision', 'Initials', 'Skipped', 'Signature'])
    expect(paper).toContain(words);
  expect(paper.split('Initials').length - 1).toBe(paper.split('Skipped').length - 1);
  expect(document.querySelector('[data-print-sheet]')).toBeNull();
});

test('a term says what it means with the focus and under the pointer, and Escape puts it away', async () => {
  // Without a layout every word counts as scrolled away, and what hangs on it as unseen.
  const tip = { hidden: true };
  await openPlaybooks(path, { drafts: samplePlaybook() });
  const [term] = await screen.findAllByText('cordon', { selector: 'dfn' });
  fireEvent.focus(term as HTMLElement);
  expect((await screen.findByRole('tooltip', tip)).textContent).toContain('only named people may cross');
  fireEvent.keyDown(term as HTMLElement, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('tooltip', tip)).toBeNull());
  fireEvent.mouseEnter(term as HTMLElement);
  expect((await screen.findByRole('tooltip', tip)).id).toBe(term?.getAttribute('aria-describedby'));
});
