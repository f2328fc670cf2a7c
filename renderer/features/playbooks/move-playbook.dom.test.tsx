import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { setFields } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import { idInScope } from '../../../shared/domain/move/moved.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { samplePlaybook, samplePlaybookId, sampleScope } from '../../../test/support/sample-playbook.ts';

const hills = '0190f000-0000-7000-8000-000000000002';
const harbour = '0190f000-0000-7000-8000-000000000003';
const person = sampleIdentity.profiles[0]?.person ?? '';
const there = idInScope({ scope: sampleScope, record: samplePlaybookId }, hills);
const path = `/playbooks/${samplePlaybookId}`;

/** Somebody who may move to the hills, and only read in the harbour. */
const mover: DeviceIdentity = {
  ...sampleIdentity,
  scopes: [...sampleIdentity.scopes, { id: hills, name: 'Tolmara · Hills' }, { id: harbour, name: 'Sorrel · Harbour' }],
  grants: [
    ...sampleIdentity.grants,
    { person, scope: hills, roles: ['coordinator'] },
    { person, scope: harbour, roles: ['guest'] },
  ],
};

const act = 'Move to another centre…';
async function ask() {
  fireEvent.click(await screen.findByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: act }));
  return screen.findByRole('dialog');
}

test('[MV1] [MV2] asks where to, says what goes along, moves it and shows it there; the old address leads to it', async () => {
  const { router, engine } = await openPlaybooks(path, { drafts: samplePlaybook(), identity: mover });
  const dialog = await ask();
  expect(
    within(dialog)
      .getAllByRole('radio')
      .map((radio) => (radio as HTMLInputElement).value),
  ).toEqual([hills]);
  expect(await within(dialog).findByText(/^Step/)).toBeTruthy();
  expect(within(dialog).getByText(/Runs and sessions stay/)).toBeTruthy();
  const { violations } = await run(dialog, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Move' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/playbooks/${there}`));
  expect(await screen.findByRole('listitem', { name: 'Set the cordon and move people behind it' })).toBeTruthy();
  const listed = await engine.list({ type: 'playbook' });
  expect(listed.map(({ id, scope }) => [id, scope])).toEqual([[there, hills]]);
  await router.navigate({ to: path });
  await waitFor(() => expect(router.state.location.pathname).toBe(`/playbooks/${there}`));
});

test('[AG3] what no agreement lets go to the other centre is not moved, and it is said why', async () => {
  const centres = ['Sorrel Coast Centre', 'Tolmara Hills'];
  const scopes = mover.scopes.map((scope, at) => ({ ...scope, centre: centres[at] }));
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook(), identity: { ...mover, scopes } });
  const dialog = await ask();
  expect(await within(dialog).findByText(/No agreement names both centres/)).toBeTruthy();
  const button = within(dialog).getByRole('button', { name: 'Move' });
  expect(button).toHaveProperty('disabled', true);
  fireEvent.submit(button.closest('form') as HTMLFormElement);
  expect(engine.saved).toEqual([]);
});

test('[MV8] the undo brings it back where it was', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook(), identity: mover, withNotices: true });
  fireEvent.click(within(await ask()).getByRole('button', { name: 'Move' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => {
    const listed = await engine.list({ type: 'playbook' });
    expect(listed.map(({ id, scope }) => [id, scope])).toEqual([[samplePlaybookId, sampleScope]]);
  });
});

test('[MV4] who may create nowhere else, or take nothing away here, is not asked', async () => {
  await openPlaybooks(path, { drafts: samplePlaybook() });
  fireEvent.click(await screen.findByRole('button', { name: 'More' }));
  await screen.findByRole('menuitem', { name: /CACAO/ });
  expect(screen.queryByRole('menuitem', { name: act })).toBeNull();
});

test('[MV2] with two versions side by side nothing is moved, and it says so', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook(), identity: mover });
  const [state] = await engine.open([samplePlaybookId]);
  for (const title of ['One', 'Two']) {
    const drafts = setFields(playbook, state as never, { 'title.en': title });
    if (drafts.ok) engine.receive('elsewhere', drafts.value);
  }
  const dialog = await ask();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Move' }));
  expect(await within(dialog).findByText(/1 record has two versions side by side/)).toBeTruthy();
  expect(engine.saved).toEqual([]);
});

test('[MV9] who has only the old scope is told that it was moved, not that it was deleted', async () => {
  const { engine } = await openPlaybooks(path, { drafts: samplePlaybook(), identity: mover });
  fireEvent.click(within(await ask()).getByRole('button', { name: 'Move' }));
  await waitFor(() => expect(engine.saved.some(({ kind }) => kind === 'move')).toBe(true));
  cleanup();
  const open: typeof engine.open = async (ids) => (await engine.open(ids)).filter(({ scope }) => scope !== hills);
  await openPlaybooks(path, { engine: { ...engine, open } as typeof engine });
  expect(await screen.findByRole('heading', { name: 'This was moved to another centre' })).toBeTruthy();
  expect(screen.getByText(/It was not deleted/)).toBeTruthy();
});
