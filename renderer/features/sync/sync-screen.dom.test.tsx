import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderApp } from '../../../test/support/dom.tsx';
import {
  createSyncWorld,
  ids,
  type SyncWorld,
  storedOf,
  texts,
  underEngine,
} from '../../../test/support/sync-world.tsx';
import { syncFeature } from './feature.ts';

async function open(prepare: (world: SyncWorld) => void | Promise<void> = () => {}) {
  localStorage.clear();
  const world = await createSyncWorld();
  await prepare(world);
  const shown = await renderApp('/sync', {
    features: [syncFeature],
    namespaces: ['sync'],
    wrap: underEngine(world.engine),
  });
  return { world, ...shown };
}

async function ourEdit(world: SyncWorld, id = 'op') {
  const state = await world.state(ids.step);
  const head = state.fields['description.en']?.at(-1);
  if (!head) throw new Error('no head');
  return { ...storedOf(state, 'description.en', head.id), id };
}

test('opens with "saved", before anything about the network', async () => {
  await open();
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('All your work is saved on this laptop');
});

test('names what waits as people would: field and language of a step, and its playbook', async () => {
  await open(async (world) => {
    world.answers.waiting = [await ourEdit(world)];
    world.answers.status = { ...world.answers.status, waiting: 1 };
  });
  const waiting = within(await screen.findByRole('region', { name: 'Waiting to go' }));
  expect(await waiting.findByText('Clear and cordon')).toBeTruthy();
  expect(waiting.getByText(/Unattended item/)).toBeTruthy();
  expect(waiting.getByText('English')).toBeTruthy();
  expect(waiting.getByRole('img', { name: 'Saved here' })).toBeTruthy();
});

test('a held change keeps its words, says why, whom to ask, and can be copied', async () => {
  const writeText = vi.fn(async () => {});
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  await open(async (world) => {
    const operation = await ourEdit(world);
    const outcome = { kind: 'quarantined', id: 'op', reason: 'no-grant-in-scope', owner: 'steward' } as const;
    world.answers.notAccepted = [{ id: 'op', at: 1_700_000_000_000, outcome, operation }];
  });
  const held = within(await screen.findByRole('region', { name: 'Not accepted' }));
  expect(held.getByText('You have no role in this scope.')).toBeTruthy();
  expect(held.getByText(/Ask the steward/)).toBeTruthy();
  expect(held.getByText(texts.ours)).toBeTruthy();
  fireEvent.click(held.getByRole('button', { name: 'Copy the text' }));
  await waitFor(() => expect(writeText).toHaveBeenCalledWith(texts.ours));
});

test('a failed exchange is told in words with what to do, never as a code', async () => {
  await open((world) => {
    world.answers.status = { ...world.answers.status, lastFailure: { kind: 'hub-unreachable' } };
  });
  expect(await screen.findByText(/The hub cannot be reached/)).toBeTruthy();
  expect(screen.queryByText(/hub-unreachable/)).toBeNull();
});

test('sync can be paused and taken up again', async () => {
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  expect(await screen.findByRole('button', { name: 'Pause' })).toBeTruthy();
});

test('conflicts are one click away, with their number', async () => {
  const { router } = await open();
  fireEvent.click(await screen.findByRole('link', { name: /Conflicts/ }));
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/sync\/conflicts/));
});
