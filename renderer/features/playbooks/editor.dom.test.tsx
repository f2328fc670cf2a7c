import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { longPlaybook, samplePlaybook, samplePlaybookId } from '../../../test/support/sample-playbook.ts';

const path = `/playbooks/${samplePlaybookId}/edit`;
const rowNames = () =>
  [...document.querySelectorAll('main [data-row], [data-row]')].map((row) => row.textContent ?? '');
/** By its words: asking every button of the screen for its name takes longer than the test. */
const row = (name: string) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('[data-row]')].find((each) => each.textContent === name);
    if (found === undefined) throw new Error(`${name} is not in the list`);
    return found;
  });
const key = (element: HTMLElement, init: object) => fireEvent.keyDown(element, init);

async function openEditor(more: Parameters<typeof openPlaybooks>[1] = {}) {
  const opened = await openPlaybooks(path, { drafts: samplePlaybook(), ...more });
  await row('Log the report');
  return opened;
}

test('lists the steps in the order of the flow, and the form of a step has the fields of its kind', async () => {
  await openEditor();
  expect(rowNames()).toEqual([
    'Log the report',
    'Confirm that nobody owns the item',
    'Set the cordon and move people behind it',
    'Call the explosives duty officer',
    'Decide: is the item suspicious?',
    'Inform both at once',
    'Inform the prosecutor',
    'Inform the partner state',
    'Render safe, hand over',
    'Reopen, close the log',
  ]);
  fireEvent.click(await row('Decide: is the item suspicious?'));
  expect(await screen.findByRole('textbox', { name: 'Condition' })).toBeTruthy();
  const yes = screen.getByRole('combobox', { name: 'Yes: leads to' }) as HTMLSelectElement;
  expect(yes.selectedOptions[0]?.textContent).toContain('Inform both at once');
  expect(screen.queryByRole('group', { name: 'Instructions' })).toBeNull();
  expect(screen.getByRole('textbox', { name: 'Proportionality' })).toBeTruthy();
});

test('[WE4] a step is added after another by its key, as one action, and waits for its name', async () => {
  const { engine } = await openEditor();
  key(await row('Log the report'), { code: 'KeyN' });
  await waitFor(() => expect(rowNames()[1]).toBe('No name'));
  expect(new Set(engine.saved.map(({ kind }) => kind))).toEqual(new Set(['create', 'set']));
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Name'));
});

test('[WE6] Alt and the arrows move a step, dragging does too, and undo takes it back', async () => {
  await openEditor();
  key(await row('Log the report'), { key: 'ArrowDown', altKey: true });
  await waitFor(() => expect(rowNames().slice(0, 2)).toEqual(['Confirm that nobody owns the item', 'Log the report']));
  fireEvent.click(screen.getByRole('button', { name: 'Undo the last change' }));
  await waitFor(() => expect(rowNames()[0]).toBe('Log the report'));
  fireEvent.dragStart((await row('Log the report')).parentElement as HTMLElement);
  const places = await waitFor(() => {
    const found = document.querySelectorAll('[data-drop]');
    expect(found.length).toBeGreaterThan(3);
    return found;
  });
  fireEvent.drop(places[0] as Element);
  await waitFor(() => expect(rowNames()[0]).toBe('Confirm that nobody owns the item'));
});

test('[WE5] a removed step leaves no gap, and what only it led to goes with it', async () => {
  const { engine } = await openEditor();
  key(await row('Inform both at once'), { key: 'Delete' });
  await waitFor(() => expect(rowNames()).toHaveLength(7));
  const [decide] = await engine.open(['s-decide']);
  expect(decide?.fields['onTrue']?.[0]?.value).toBe('s-safe');
});

test('[WE10] problems lead to their place', async () => {
  await openEditor();
  const problems = screen.getByRole('region', { name: 'Problems' });
  fireEvent.click(within(problems).getByRole('button', { name: /Step 5: it does not say what is decided/ }));
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Condition'));
  const condition = document.activeElement as HTMLTextAreaElement;
  fireEvent.change(condition, { target: { value: 'The item is suspicious' } });
  fireEvent.blur(condition);
  await waitFor(() => expect(within(problems).queryByText(/does not say what is decided/)).toBeNull());
});

test('laws by jurisdiction are saved when their row is left', async () => {
  const { engine } = await openEditor();
  fireEvent.click(await row('Log the report'));
  fireEvent.click(await screen.findByRole('button', { name: 'Add a jurisdiction' }));
  const law = await screen.findByRole('textbox', { name: 'Law and article, row 1' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Jurisdiction, row 1' }), { target: { value: 'Varenia' } });
  fireEvent.change(law, { target: { value: 'Police Act, art. 22' } });
  fireEvent.blur(law);
  await waitFor(() =>
    expect(engine.saved.at(-1)).toMatchObject({
      field: 'jurisdictions',
      value: [{ jurisdiction: 'Varenia', basis: 'Police Act, art. 22' }],
    }),
  );
});

test('[WE7] a step becomes a branch, gets another one and leads elsewhere', async () => {
  await openEditor();
  fireEvent.click(await row('Reopen, close the log'));
  fireEvent.change(await screen.findByRole('combobox', { name: 'Kind of step' }), {
    target: { value: 'if-condition' },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Add what is done if no' }));
  const no = (await screen.findByRole('combobox', { name: 'No: leads to' })) as HTMLSelectElement;
  expect(no.value).toBe('end');
  fireEvent.change(no, { target: { value: 's-log' } });
  await waitFor(() =>
    expect((screen.getByRole('combobox', { name: 'No: leads to' }) as HTMLSelectElement).value).toBe('s-log'),
  );
});

test('[WE11] keys draw a line in the picture, which asks what it means; what it did is undone as one action', async () => {
  const { engine } = await openEditor();
  fireEvent.click(await row('Log the report'));
  const picture = await screen.findByRole('group', { name: /^Picture of the workflow/ });
  const press = (init: object) => key(document.activeElement as HTMLElement, init);
  fireEvent.click(await screen.findByText('Draw a line'));
  press({ key: 'ArrowDown' });
  press({ key: 'Enter' });
  // It leads there already when it is done: that is not offered. Whoever leaves the menu is in the picture again.
  const left = await screen.findByRole('menuitem', { name: 'If it fails' });
  expect(document.querySelectorAll('[role="menuitem"]')).toHaveLength(1);
  key(left, { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(picture));
  press({ code: 'KeyL', key: 'l' });
  press({ key: 'ArrowDown' });
  press({ key: 'ArrowDown' });
  press({ key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: 'If it fails' }));
  await waitFor(() => expect(document.activeElement).toBe(picture));
  const lead = async () => (await engine.open(['s-log']))[0]?.fields;
  await waitFor(async () => expect((await lead())?.['onFailure']?.[0]?.value).toBe('s-cordon'));
  expect((await lead())?.['onSuccess']?.[0]?.value).toBe('s-owner');
  fireEvent.click(screen.getByRole('button', { name: 'Undo the last change' }));
  await waitFor(async () => expect((await lead())?.['onFailure']?.[0]?.value ?? null).toBeNull());
  expect((await lead())?.['onCompletion']?.[0]?.value).toBe('s-owner');
});

test('a new playbook begins in the editor with one step', async () => {
  const { engine, router } = await openPlaybooks('/playbooks', { drafts: samplePlaybook() });
  fireEvent.click(await screen.findByRole('button', { name: 'New playbook' }));
  await waitFor(() => expect(router.state.location.pathname).toMatch(/\/edit$/));
  await screen.findByRole('textbox', { name: 'Title' });
  await waitFor(() => expect(rowNames()).toEqual(['No name']));
  expect(new Set(engine.saved.filter(({ kind }) => kind === 'create').map(({ type }) => type))).toEqual(
    new Set(['playbook', 'step']),
  );
});

test('axe finds nothing in the editor, with a form open', async () => {
  await openEditor();
  fireEvent.click(await row('Decide: is the item suspicious?'));
  await screen.findByRole('textbox', { name: 'Condition' });
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
});

test('of a long playbook the list of where a step leads is filled when somebody comes to it', async () => {
  await openPlaybooks('/playbooks/long/edit', { drafts: longPlaybook('long', 120) });
  fireEvent.click(await row('Step 1 of the long list'));
  const then = (await screen.findByRole('combobox', { name: 'When done: leads to' })) as HTMLSelectElement;
  expect([...then.options].map(({ text }) => text)).toEqual(['End', '2 Step 2 of the long list']);
  fireEvent.pointerDown(then);
  expect(then.options).toHaveLength(121);
});
