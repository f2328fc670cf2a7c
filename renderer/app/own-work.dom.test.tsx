import { act, fireEvent, screen, within } from '@testing-library/react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DomOptions, renderApp, renderPiece } from '../../test/support/dom.tsx';
import { createSyncWorld, quietDesktop, underEngine } from '../../test/support/sync-world.tsx';
import type { DataSession, Replay } from '../data/data-session.ts';
import { createObservable } from '../data/observable.ts';
import type { Feature } from '../feature.ts';
import { useActivityStore } from '../ui/activities.ts';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import type { SyncStatus } from '../ui/sync-mark.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { ActivityTray } from './activity-tray.tsx';
import { ReplayActivity } from './replay-activity.tsx';
import { SearchActivity } from './search-activity.tsx';
import { emptyShellData, type ShellData } from './shell-data.ts';
import { Starting } from './start-screens.tsx';

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(async () => {
  vi.useRealTimers();
  await renderPiece(<Clear />);
});

/** The tray is one for the window: no test finds the work of another. */
function Clear() {
  useActivityStore().clearFinished();
  return null;
}

// jsdom lays nothing out, and the popover then counts as hidden
const tray = async () => {
  fireEvent.click(screen.getByRole('button', { name: /Activity|task/ }));
  return within(await screen.findByRole('dialog'));
};
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

let shown: ReactNode = null;

function Screen() {
  return (
    <>
      <TopBar crumbs={[]} />
      <ScreenHeading>Work</ScreenHeading>
      {shown}
    </>
  );
}
const home: Feature = { namespace: 'ui', routes: [{ path: '/', load: async () => Screen }], invalidates: {} };

/** In the frame, whose tray and exchange are the real ones. */
async function show(piece: ReactNode, options: DomOptions) {
  shown = piece;
  await renderApp('/', { ...options, features: [home] });
}

function sessionWith(replay: DataSession['replay']): DataSession {
  return {
    state: createObservable<ReturnType<DataSession['state']['get']>>({ kind: 'starting' }),
    replay,
    about: createObservable<ReturnType<DataSession['about']['get']>>(null),
    desktop: quietDesktop,
    enrol: async () => ({ ok: false, failure: { kind: 'code-refused' } }),
    vault: createObservable(null),
    lookAtVault: async () => {},
    join: () => Promise.reject(new Error('not asked')),
    protect: () => {},
    retry: () => {},
  };
}

async function rebuilding() {
  const replay = createObservable<Replay | null>(null);
  await renderPiece(
    <>
      <ReplayActivity session={sessionWith(replay)} />
      <Starting />
      <ActivityTray />
    </>,
  );
  return (next: Replay) => act(() => replay.set(next));
}

test('a library that comes back from the journal says so while nothing else can be done, and how far it is', async () => {
  const tell = await rebuilding();
  expect(screen.getByText('Opening the library')).toBeTruthy();
  tell({ kind: 'running', read: 0, total: 8_000_000 });
  tell({ kind: 'running', read: 2_000_000, total: 8_000_000 });
  expect(screen.getByText(/Nothing that was saved is lost, and no network is needed/)).toBeTruthy();
  expect(screen.getByText(/2 MB of 8 MB/)).toBeTruthy();
  const bar = screen.getByRole('progressbar', { name: 'Rebuilding the library from the journal' });
  expect(bar.getAttribute('aria-valuenow')).toBe('25');
  tell({ kind: 'done', operations: 1_204, damaged: 0 });
  expect(screen.queryByRole('progressbar')).toBeNull();
  const { getByText } = await tray();
  expect(getByText('Done')).toBeTruthy();
  expect(getByText('1,204 changes read from the journal. Nothing that was saved is lost.')).toBeTruthy();
});

test('damage in the journal, and a journal that cannot be read, are not called whole', async () => {
  const tell = await rebuilding();
  tell({ kind: 'running', read: 0, total: 10 });
  tell({ kind: 'done', operations: 3, damaged: 1 });
  tell({ kind: 'running', read: 0, total: 10 });
  tell({ kind: 'failed' });
  const { getByText } = await tray();
  expect(getByText(/places of the journal are damaged/)).toBeTruthy();
  expect(getByText('Did not finish')).toBeTruthy();
  expect(getByText(/was not changed, and the next start reads it again/)).toBeTruthy();
});

async function exchanging() {
  const none = { held: 0, conflicts: 0, lastContact: null, paused: false, progress: null };
  const status = createObservable<SyncStatus>({ ...none, saved: true, waiting: 40, phase: 'idle' });
  const shellData: ShellData = {
    ...emptyShellData,
    useSyncStatus: () => useSyncExternalStore(status.subscribe, status.get),
  };
  await show(null, { shellData });
  return (next: Partial<SyncStatus>) => act(() => status.set({ ...status.get(), ...next }));
}

test('an exchange is shown once it takes its time, counts what has gone, and says what still waits', async () => {
  const tell = await exchanging();
  tell({ phase: 'syncing' });
  await pass(1_000);
  expect(screen.queryByRole('button', { name: /Activity|task/ })).toBeNull();
  await pass(2_500);
  tell({ waiting: 10 });
  const { getByText, findByRole } = await tray();
  expect(getByText(/30 of 40/)).toBeTruthy();
  const bar = await findByRole('progressbar', { name: 'Exchange with the hub', hidden: true });
  expect(bar.getAttribute('aria-valuenow')).toBe('75');
  tell({ phase: 'idle', waiting: 1 });
  expect(getByText(/1 change is still waiting/)).toBeTruthy();
});

test('[BG5] a long exchange counts what comes and what goes, of how many, in the tray and at the mark', async () => {
  const tell = await exchanging();
  const bytes = { bytesUp: 9_000, bytesDown: 900_000, bytesPerSecond: 30_000 };
  tell({ phase: 'syncing', progress: { sent: 40, toSend: 40, received: 1_160, toReceive: 5_960, ...bytes } });
  expect(screen.getByText('read 1,160 of 5,960')).toBeTruthy();
  await pass(3_500);
  const { getByText } = await tray();
  expect(getByText(/1,200 of 6,000/)).toBeTruthy();
  tell({ progress: { sent: 10, toSend: 40, received: 5_960, toReceive: 5_960, ...bytes } });
  expect(screen.getByText('sent 10 of 40')).toBeTruthy();
});

test('[BG3] a paused exchange is said at the mark', async () => {
  const tell = await exchanging();
  tell({ paused: true });
  expect(screen.getByText('paused, nothing goes or comes')).toBeTruthy();
});

test('an exchange that breaks off says that what waits is saved here', async () => {
  const tell = await exchanging();
  tell({ phase: 'syncing' });
  await pass(3_500);
  tell({ phase: 'error' });
  const { getByText } = await tray();
  expect(getByText('Did not finish')).toBeTruthy();
  expect(getByText(/What waits is saved here/)).toBeTruthy();
});

async function indexing() {
  const { engine } = await createSyncWorld();
  const { open } = engine;
  let go: (works: boolean) => void = () => {};
  const decided = new Promise<boolean>((resolve) => {
    go = resolve;
  });
  engine.open = async (ids) => {
    if (!(await decided)) throw new Error('planted');
    return open(ids);
  };
  await show(<SearchActivity />, { wrap: underEngine(engine) });
  await pass(3_500);
  return go;
}

test('a library that is read for the search at length is shown, and when all of it can be found', async () => {
  const go = await indexing();
  const { findByRole, findByText } = await tray();
  expect(await findByRole('progressbar', { name: 'Making everything findable', hidden: true })).toBeTruthy();
  go(true);
  expect(await findByText('Everything on this laptop can be found.')).toBeTruthy();
});

test('a library that cannot be read to its end says what the search may miss, and that no record was touched', async () => {
  const go = await indexing();
  go(false);
  const { findByText } = await tray();
  expect(await findByText(/may not find everything. No record was touched/)).toBeTruthy();
});
