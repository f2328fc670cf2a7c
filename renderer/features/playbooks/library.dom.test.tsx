import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { manyPlaybooks, samplePlaybook } from '../../../test/support/sample-playbook.ts';
import { savedList } from '../../../test/support/save-list.ts';

const drafts = () => [...samplePlaybook(), ...manyPlaybooks(12)];
const box = () => screen.findByRole('textbox', { name: /Search playbooks|البحث/ });
const rows = () => screen.findAllByRole('option');

test('lists titles in the language of the reader, else as written, each with its language', async () => {
  await openPlaybooks('/playbooks', { drafts: drafts(), language: 'ar' });
  const translated = await screen.findByText('جسم متروك في مركز نقل');
  expect(translated.getAttribute('lang')).toBe('ar');
  expect(screen.getByText('Evidence handed over at the border').getAttribute('lang')).toBe('en');
});

test('a chip narrows the list, says how many it would show, and stands in the address', async () => {
  const { router } = await openPlaybooks('/playbooks', { drafts: drafts() });
  const chip = await screen.findByRole('button', { name: /^Withdrawn ?2$/ });
  fireEvent.click(chip);
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  expect(router.state.location.search).toMatchObject({ state: 'withdrawn' });
});

test('another filter is added from the menu and taken away again', async () => {
  await openPlaybooks('/playbooks', { drafts: drafts() });
  fireEvent.click(await screen.findByRole('button', { name: 'Add filter' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /Tolmara/ }));
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter Region Tolmara' }));
  await waitFor(async () => expect(await rows()).toHaveLength(13));
});

test('filters of the address hold when the screen opens', async () => {
  await openPlaybooks('/playbooks?region=Tolmara', { drafts: drafts() });
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  expect(screen.getByRole('button', { name: 'Remove filter Region Tolmara' })).toBeTruthy();
});

test('finds a playbook by the words of a step and marks them', async () => {
  await openPlaybooks('/playbooks', { drafts: drafts() });
  fireEvent.change(await box(), { target: { value: 'explosives off' } });
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  const row = (await rows())[0] as HTMLElement;
  expect(within(row).getByText('Unattended item at a transport hub')).toBeTruthy();
  await waitFor(() => expect([...row.querySelectorAll('mark')].map((mark) => mark.textContent)).toContain('officer'));
});

test('finds Arabic without its article and vowels', async () => {
  await openPlaybooks('/playbooks', { drafts: drafts() });
  fireEvent.change(await box(), { target: { value: 'طَوق' } });
  await waitFor(async () => expect(await rows()).toHaveLength(1));
});

test('arrows and enter open a playbook', async () => {
  const { router } = await openPlaybooks('/playbooks', { drafts: drafts() });
  const list = await screen.findByRole('listbox');
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'Enter' });
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/playbooks\/.+/));
});

test('[SH6] the list of playbooks leaves as it is narrowed, after it was said what leaves', async () => {
  const { desktop } = await openPlaybooks('/playbooks?state=withdrawn', { drafts: drafts() });
  const { said, name, lines } = await savedList(desktop);
  expect(said).toContain('2 rows.');
  expect(said).toContain('Strictest mark in it: TLP:');
  expect(name).toMatch(/^Playbooks-TLP-/);
  expect(lines[0]).toContain('Reference,Title,Release,State,Valid until,Review by,Validity and review,Type,');
  expect(lines.slice(1).map((line) => line.includes(',Withdrawn,'))).toEqual([true, true]);
});

test('an empty library says what to do', async () => {
  await openPlaybooks('/playbooks');
  expect(await screen.findByText('No playbooks on this laptop yet')).toBeTruthy();
});

test('a view is saved under a name, chosen, renamed and removed from its menu', async () => {
  const { router } = await openPlaybooks('/playbooks?state=withdrawn&sort=changed', { drafts: drafts() });
  // By its words: asking every button of the screen for its name takes longer than the test.
  const press = async (words: string) => fireEvent.click(await screen.findByText(words));
  const call = async (name: string) => {
    const field = await screen.findByLabelText('Name of the view');
    fireEvent.change(field, { target: { value: name } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
  };
  await press('Views');
  await press('Save this view');
  await call('Taken back');
  await press('All');
  await press('Views');
  await press('Taken back');
  await waitFor(() => expect(router.state.location.search).toMatchObject({ state: 'withdrawn', sort: 'changed' }));
  await press('View: Taken back');
  await press('Rename “Taken back”');
  await call('Withdrawn lately');
  await press('View: Withdrawn lately');
  await press('Remove “Withdrawn lately”');
  expect(await screen.findByText('Views')).toBeTruthy();
  expect(JSON.stringify({ ...localStorage })).not.toContain('Withdrawn lately');
});

const cacao = (name: string) => ({
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: 'playbook--61a6c41e-6efc-4516-a242-dfbc5c89d562',
  name,
  created_by: 'identity--5abe695c-7bd5-4c31-8824-2528696cdbf1',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  workflow_start: 'start--07bea005-4a36-4a77-bd1f-79a6e4682a13',
  workflow: {
    'start--07bea005-4a36-4a77-bd1f-79a6e4682a13': {
      type: 'start',
      on_completion: 'action--a76dbc32-b739-427b-ae13-4ec703d5797e',
    },
    'action--a76dbc32-b739-427b-ae13-4ec703d5797e': {
      type: 'action',
      name: 'Isolate the laptop',
      on_completion: 'end--6b23c237-ade8-4d00-9aa1-75999738d557',
      commands: [{ type: 'manual', command: 'Pull the cable' }],
    },
    'end--6b23c237-ade8-4d00-9aa1-75999738d557': { type: 'end' },
  },
});

test('imports files with a report for each, keeps the original, and takes the same document once', async () => {
  const { engine, desktop, router } = await openPlaybooks('/playbooks', { drafts: drafts() });
  const good = utf8(JSON.stringify(cacao('Ransomware on one laptop')));
  desktop.files = [
    { name: 'good.json', bytes: good },
    { name: 'broken.json', bytes: utf8('{"type": "playbook",') },
    { name: 'again.json', bytes: good },
  ];
  fireEvent.click(await screen.findByRole('button', { name: 'Import' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Files' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/playbooks/import'));
  expect(await screen.findByText('Already here')).toBeTruthy();
  expect(screen.getByText('Refused')).toBeTruthy();
  expect(screen.getByText(/It is not valid JSON/)).toBeTruthy();
  const kept = await engine.list({ type: 'attachment' });
  expect(kept.map((entry) => entry.values.name)).toEqual(['good.json']);
  expect(await engine.chunk('chunk-0')).toEqual(good);
  expect(await engine.list({ type: 'playbook', where: { 'title.en': 'Ransomware on one laptop' } })).toHaveLength(1);
});
