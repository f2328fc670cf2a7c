import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { createRecord } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { sampleScope } from '../../../test/support/sample-playbook.ts';
import { openSearch } from '../../../test/support/search-screens.tsx';
import { redOnScreen } from '../../ui/red-on-screen.ts';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };

const rows = async () => (await screen.findAllByRole('option')).map((row) => row.textContent);
const marked = (row: HTMLElement) => [...row.querySelectorAll('mark')].map((mark) => mark.textContent);

test('hits of all kinds stand under their kind, each with the words where they were found', async () => {
  await openSearch('/search?q=cordon');
  const list = await screen.findByRole('listbox', { name: 'Results' });
  expect(within(list).getByText('Playbooks')).toBeDefined();
  expect(within(list).getByText('Courses')).toBeDefined();
  const [first] = await screen.findAllByRole('option');
  expect(first?.textContent).toContain('Set the cordon');
  expect(marked(first as HTMLElement)).toContain('cordon');
});

test('says in which language and under what it was found when that is not what is shown', async () => {
  await openSearch('/search?q=طوق');
  const [row] = await screen.findAllByRole('option');
  expect(row?.textContent).toContain('العربية');
  expect(marked(row as HTMLElement)).toContain('الطوق');
});

test('a hit carries its mark, and TLP:RED counts as shown while it stands there', async () => {
  const { engine } = await openSearch('/search?q=cordon');
  const made = createRecord(
    playbook,
    { scope: sampleScope, id: 'red' },
    { title: { en: 'Cordon round a witness' }, marking: 'TLP:RED' },
  );
  if (!made.ok) throw new Error(made.failure.reason);
  await screen.findAllByText('TLP:AMBER');
  expect(redOnScreen.isShown()).toBe(false);
  engine.receive('somebody', made.value);
  const row = (await screen.findByText('TLP:RED')).closest('[role="option"]');
  expect(row?.textContent).toContain('Cordon round a witness');
  expect(redOnScreen.isShown()).toBe(true);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Jamila' } });
  await waitFor(() => expect(redOnScreen.isShown()).toBe(false));
});

test('what comes into the index while the palette is open comes into its list', async () => {
  const { engine } = await openSearch('/search');
  fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
  fireEvent.change(await screen.findByRole('combobox'), { target: { value: 'pontoon' } });
  await screen.findByText(/Nothing found for “pontoon”/);
  const made = createRecord(playbook, { scope: sampleScope, id: 'late' }, { title: { en: 'Cordon at the pontoon' } });
  engine.receive('somebody', made.ok ? made.value : []);
  await screen.findByRole('option', { name: /Cordon at the pontoon/ });
});

test('a name is found by another script', async () => {
  await openSearch('/search?q=Jamila');
  expect(await rows()).toEqual([expect.stringContaining('جميلة القاسمي')]);
});

test('a kind narrows the results and stands in the address; all of them come back', async () => {
  const { router } = await openSearch('/search?q=cordon');
  const before = (await rows()).length;
  fireEvent.click(await screen.findByRole('button', { name: /^Courses/ }));
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  expect(router.state.location.search).toMatchObject({ q: 'cordon', type: 'course' });
  fireEvent.click(screen.getByRole('button', { name: /^All/ }));
  await waitFor(async () => expect(await rows()).toHaveLength(before));
});

test('a language narrows the results to what was found in it', async () => {
  await openSearch('/search?q=cordons+off&in=ar');
  await screen.findByText('Nothing found');
  fireEvent.click(screen.getByRole('button', { name: 'Show all languages' }));
  expect((await rows()).length).toBeGreaterThan(0);
});

test('arrows and enter open a hit', async () => {
  const { router } = await openSearch('/search?q=Jamila');
  const list = await screen.findByRole('listbox', { name: 'Results' });
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'ArrowDown' });
  await waitFor(() => expect(document.activeElement).toBe(list));
  fireEvent.keyDown(list, { key: 'Enter' });
  await waitFor(() => expect(router.state.location.pathname).toBe('/training/people/p-1'));
});

test.each(['/search', '/search?q=cordon', '/search?q=zzzz'])('axe finds nothing on %s', async (path) => {
  await openSearch(path);
  await screen.findByRole('heading', { level: 1 });
  if (path.includes('cordon')) await screen.findAllByRole('option');
  const { violations } = await run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
});
