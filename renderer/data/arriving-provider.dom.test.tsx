import { IconBook2 } from '@tabler/icons-react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import type { Language } from '../../shared/domain/language.ts';
import type { SyncFailure } from '../../shared/sync/engine-api.ts';
import { renderPiece } from '../../test/support/dom.tsx';
import { createSyncWorld, identity, quietDesktop } from '../../test/support/sync-world.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ArrivingProvider } from './arriving-provider.tsx';
import { EngineProvider } from './engine-context.tsx';
import { createObservable } from './observable.ts';
import type { SyncRunnerState } from './sync-runner.ts';

interface Given {
  readonly arriving: number | null;
  readonly paused?: boolean;
  readonly failure?: SyncFailure;
  readonly language?: Language;
  readonly isLocked?: boolean;
}

/** A list without records, and a filter that nothing fits, on a laptop that is so far. */
async function open({ arriving, paused = false, failure, language = 'en', isLocked = false }: Given) {
  const world = await createSyncWorld();
  if (isLocked)
    world.engine.lease = async () => ({
      heardAt: 0,
      endsAt: 1,
      certificateEndsAt: Number.MAX_SAFE_INTEGER,
      isOver: true,
    });
  world.answers.status = { ...world.answers.status, arriving, lastFailure: failure ?? null };
  const state = createObservable<SyncRunnerState>({ running: false, paused, bytesPerSecond: null, last: null });
  const runner = {
    state,
    start() {},
    stop() {},
    now: vi.fn(),
    again() {},
    pause() {},
    limit() {},
    hold: () => () => {},
    resume: vi.fn(),
  };
  const shown = await renderPiece(
    <ArrivingProvider>
      <EmptyState ofRecords icon={IconBook2} title="No playbooks">
        Import some
      </EmptyState>
      <EmptyState icon={IconBook2} title="No playbook fits the filter">
        Take it away
      </EmptyState>
    </ArrivingProvider>,
    {
      language,
      wrap: (children) => (
        <EngineProvider engine={world.engine} identity={identity} desktop={quietDesktop} syncRunner={runner}>
          {children}
        </EngineProvider>
      ),
    },
  );
  return { ...shown, runner };
}

test('[SY13] while records are coming, a list without them says so and how much came; a filter speaks for itself', async () => {
  const { container } = await open({ arriving: 1_234 });
  expect(await screen.findByText('Records are still coming from the hub')).toBeTruthy();
  expect(screen.getByText(/1,234 changes have come so far/)).toBeTruthy();
  expect(screen.queryByText('No playbooks')).toBeNull();
  expect(screen.getByText('No playbook fits the filter')).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test('[SY13] once everything came, an empty list says what it is, with its next step', async () => {
  await open({ arriving: null });
  expect(await screen.findByText('No playbooks')).toBeTruthy();
  expect(screen.queryByText('Records are still coming from the hub')).toBeNull();
});

test('without a link it says that the rest comes by itself, and can be asked to try now', async () => {
  const { runner } = await open({ arriving: 0, failure: { kind: 'hub-unreachable' } });
  expect(await screen.findByText('The first sync is not finished')).toBeTruthy();
  expect(screen.getByText(/goes on by itself where it stopped/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  await waitFor(() => expect(runner.now).toHaveBeenCalled());
});

test('a first sync that was paused says so and goes on from here', async () => {
  const { runner } = await open({ arriving: 5, paused: true });
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  expect(runner.resume).toHaveBeenCalled();
});

test.each([
  [2, 'وصل تغييران حتى الآن. يمكنك العمل هنا من الآن.'],
  [7, 'وصلت 7 تغييرات حتى الآن. يمكنك العمل هنا من الآن.'],
])('in Arabic %i changes are counted by its own forms', async (count, words) => {
  await open({ arriving: count, language: 'ar' });
  expect(await screen.findByText(words)).toBeTruthy();
});

test('[LE2] while the lease is over, a list without records says that reading is locked, and a filter speaks for itself', async () => {
  const { runner } = await open({ arriving: null, isLocked: true });
  expect(await screen.findByText('Nothing here may be shown now')).toBeTruthy();
  expect(screen.queryByText('No playbooks')).toBeNull();
  expect(screen.getByText('No playbook fits the filter')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  await waitFor(() => expect(runner.now).toHaveBeenCalled());
});

test('[FC2] before somebody said yes to the hub, a list says that nothing was asked of it', async () => {
  await open({ arriving: 0, failure: { kind: 'hub-not-agreed' } });
  expect(await screen.findByText('Nothing was asked of the hub yet')).toBeTruthy();
});
