import { useQuery } from '@tanstack/react-query';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { createRecord, deleteRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { run, runEvent } from '../../shared/domain/run.ts';
import { renderApp } from '../../test/support/dom.tsx';
import {
  createSyncWorld,
  identity,
  ids,
  people,
  quietDesktop,
  type SyncWorld,
  scope,
} from '../../test/support/sync-world.tsx';
import { DataNotices } from '../data/data-notices.tsx';
import { EngineProvider } from '../data/engine-context.tsx';
import { recordQuery, recordStateQuery } from '../data/record-queries.ts';
import { changeUndoStack } from '../data/undo-store.ts';
import { useApply } from '../data/use-apply.ts';
import type { Feature } from '../feature.ts';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { engineShellData } from './engine-shell-data.ts';

/** A screen with an edit, a delete and an entry that is never taken away. */
function Workbench() {
  const { apply } = useApply();
  const view = useQuery(recordQuery(playbook, ids.playbook)).data;
  const state = useQuery(recordStateQuery(ids.playbook)).data;
  if (!view || !state) return null;
  const title = view.deleted ? 'gone' : view.title['en'];
  const note = createRecord(runEvent, { scope, id: `event-${Math.random()}` }, { run: 'r', kind: 'note', text: 'x' });
  const begin = createRecord(run, { scope, id: 'run-1' }, { playbook: ids.playbook });
  return (
    <>
      <TopBar crumbs={[]} />
      <ScreenHeading>Workbench</ScreenHeading>
      <p>{`Title: ${title}`}</p>
      <input aria-label="Draft" />
      <button type="button" onClick={() => void apply(setFields(playbook, state, { 'title.en': `${title}!` }))}>
        Rename
      </button>
      <button type="button" onClick={() => void apply(deleteRecord(playbook, state))}>
        Delete
      </button>
      <button type="button" onClick={() => void apply(note)}>
        Note
      </button>
      <button type="button" onClick={() => void apply(begin)}>
        Begin
      </button>
    </>
  );
}

const feature: Feature = { namespace: 'ui', routes: [{ path: '/', load: async () => Workbench }], invalidates: {} };
let world: SyncWorld;

beforeEach(async () => {
  localStorage.clear();
  changeUndoStack(people.amina, () => []);
  world = await createSyncWorld();
});

async function open() {
  await renderApp('/', {
    features: [feature],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={world.engine} identity={identity} desktop={quietDesktop}>
        {children}
        <DataNotices />
      </EngineProvider>
    ),
  });
  await screen.findByText('Title: Unattended item');
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const keys = (init: KeyboardEventInit, on: Element = document.body) => fireEvent.keyDown(on, init);
const undoKeys = { key: 'z', code: 'KeyZ', ctrlKey: true };

test('Ctrl-Z takes back edit after edit, Ctrl-Shift-Z does them again, and what was undone is named', async () => {
  await open();
  press('Rename');
  await screen.findByText('Title: Unattended item!');
  press('Rename');
  await screen.findByText('Title: Unattended item!!');
  keys(undoKeys);
  await screen.findByText('Title: Unattended item!');
  expect(await screen.findByText('Undone: edit of Unattended item!!')).toBeTruthy();
  keys(undoKeys);
  await screen.findByText('Title: Unattended item');
  keys({ ...undoKeys, key: 'Z', shiftKey: true });
  await screen.findByText('Title: Unattended item!');
});

test('in a text field the keys belong to the field, and on an Arabic keyboard they work by their place', async () => {
  await open();
  press('Rename');
  await screen.findByText('Title: Unattended item!');
  keys(undoKeys, screen.getByRole('textbox', { name: 'Draft' }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.getByText('Title: Unattended item!')).toBeTruthy();
  keys({ key: 'ئ', code: 'KeyZ', ctrlKey: true });
  await screen.findByText('Title: Unattended item');
});

test('what somebody else wrote since is not overwritten, and that is said', async () => {
  await open();
  press('Rename');
  await screen.findByText('Title: Unattended item!');
  const now = setFields(playbook, await world.state(ids.playbook), { 'title.en': 'Theirs' });
  world.engine.receive(people.ruslan, now.ok ? now.value : []);
  await screen.findByText('Title: Theirs');
  keys(undoKeys);
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was undone');
  expect(screen.getByText('Title: Theirs')).toBeTruthy();
});

test('a delete offers its undo at once', async () => {
  await open();
  press('Delete');
  await screen.findByText('Title: gone');
  const notices = within(await screen.findByRole('region', { name: 'Notices' }));
  expect(notices.getByText(/Deleted\. Nothing is lost/)).toBeTruthy();
  fireEvent.click(notices.getByRole('button', { name: /^Undo/ }));
  await screen.findByText('Title: Unattended item');
});

test('an entry that is never taken away is not skipped silently', async () => {
  await open();
  press('Rename');
  await screen.findByText('Title: Unattended item!');
  press('Note');
  await waitFor(() => expect(world.engine.saved.at(-1)?.type).toBe('run-event'));
  keys(undoKeys);
  expect(await screen.findByText(/Marks and entries are kept/)).toBeTruthy();
  expect(screen.getByText('Title: Unattended item!')).toBeTruthy();
  keys(undoKeys);
  await screen.findByText('Title: Unattended item');
});

test('what a role may make and not take away says so', async () => {
  await open();
  press('Begin');
  await waitFor(() => expect(world.engine.saved.at(-1)?.type).toBe('run'));
  keys(undoKeys);
  expect(await screen.findByText(/Your role may make this but not take it away/)).toBeTruthy();
});

test('the tray lists the last changes, and each can be undone by itself; the list outlives a reload as ids alone', async () => {
  await open();
  press('Rename');
  await screen.findByText('Title: Unattended item!');
  fireEvent.click(screen.getByRole('button', { name: 'Activity' }));
  const list = within(await screen.findByRole('region', { name: 'Your last changes' }));
  expect(await list.findByText('edit of Unattended item!')).toBeTruthy();
  await waitFor(() =>
    expect(localStorage.getItem(`waypost.undo.${people.amina}`)).toMatch(/"operations":\["[0-9a-f]{32}"/),
  );
  expect(localStorage.getItem(`waypost.undo.${people.amina}`)).not.toContain('Unattended');
  fireEvent.click(list.getByText('Undo'));
  await screen.findByText('Title: Unattended item');
});
