import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import { renderApp } from '../../../test/support/dom.tsx';
import {
  createSyncWorld,
  ids,
  people,
  type SyncWorld,
  scope,
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

test('[SC8] a lost scope is told in words: what was handed over, and when the rest was removed', async () => {
  const { container } = await open((world) => {
    const purge = { at: 1_700_000_000_000, receipted: true };
    world.answers.purges = [
      { ...purge, scope: 'a', name: 'Doctrine', handed: 3 },
      { ...purge, scope: 'b', name: '', handed: 0 },
    ];
  });
  const gone = within(await screen.findByRole('region', { name: 'No longer on this laptop' }));
  expect(gone.getByText(/You no longer have access to .*Doctrine/)).toBeTruthy();
  expect(
    gone.getByText(/3 changes were handed to the hub for a decision.* removed from this laptop on .*2023/),
  ).toBeTruthy();
  expect(gone.getByText('You no longer have access to one of your scopes.')).toBeTruthy();
  expect(gone.getByText(/The hub has everything that was written here/)).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

describe('a change that was returned with a reason', () => {
  const note = 'اسألوا مركزكم أولاً';
  const by = { person: people.ruslan, name: 'Wen Jiahui', centre: 'Varenia hub' };
  const decision = { note, language: 'ar', by, at: 1_700_000_000_000 };

  async function openReturned(more: Partial<SyncWorld['answers']['notAccepted'][number]> = {}) {
    const putAway = vi.fn(async () => ({ ok: true as const, value: null }));
    const shown = await open(async (world) => {
      const operation = await ourEdit(world);
      const outcome = { kind: 'refused', id: 'op', reason: 'returned', decision } as const;
      const about = { ...operation, id: 'note', field: 'translation:description.en', value: { state: 'translated' } };
      world.answers.notAccepted = [
        { id: 'op', at: 1_700_000_000_000, outcome, operation, ...more },
        { id: 'note', at: 1_700_000_000_000, outcome: { ...outcome, id: 'note' }, operation: about, ...more },
      ];
      world.engine.putAway = putAway;
    });
    return { ...shown, putAway };
  }

  test('[HB8] says it in the language it was written in, by whom and when; text and its note are one change', async () => {
    const { container } = await openReturned();
    const region = await screen.findByRole('region', { name: 'Not accepted' });
    const quote = within(region).getByText(note);
    expect([quote.tagName, quote.lang, quote.dir]).toEqual(['BLOCKQUOTE', 'ar', 'rtl']);
    expect(within(region).getByText('Wen Jiahui').tagName).toBe('BDI');
    expect(within(region).getAllByRole('heading', { level: 3 })).toHaveLength(1);
    expect((await axe.run(container)).violations).toEqual([]);
  });

  test('[HB8] without a written reason, as of an older hub, says that it was given back and what can be done', async () => {
    await openReturned({ outcome: { kind: 'refused', id: 'op', reason: 'returned' } });
    expect(await screen.findAllByText('It was given back to you.')).not.toHaveLength(0);
    expect(screen.queryByRole('blockquote')).toBeNull();
  });

  test('[MV5] half of a move says what it waits for, and not that the hub is old', async () => {
    await openReturned({ outcome: { kind: 'needs-newer-hub', id: 'op', reason: 'move-incomplete' } });
    expect(await screen.findByText(/what arrived in its new place has not reached the hub/)).toBeTruthy();
    expect(screen.getByText(/the record stays where it was/)).toBeTruthy();
    expect(screen.queryByText(/older than this laptop/)).toBeNull();
  });

  test('is edited again on what stands there now, saved as a new change, and the refused one put away', async () => {
    const { world, putAway } = await openReturned();
    fireEvent.click(await screen.findByRole('button', { name: 'Edit it again' }));
    const field = screen.getByRole('textbox', { name: 'text (English)' });
    expect(field).toHaveProperty('value', texts.ours);
    expect(screen.getByText(/What stands there now:/)).toBeTruthy();
    fireEvent.change(field, { target: { value: 'Asked. Clear 400 m.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save it again' }));
    await waitFor(() => expect(putAway).toHaveBeenCalledWith(['op', 'note']));
    const [draft] = world.engine.saved;
    expect(draft).toMatchObject({ record: ids.step, field: 'description.en', value: 'Asked. Clear 400 m.' });
    // Both versions that stand there were on the screen, so both are replaced.
    expect(draft?.supersedes).toHaveLength(2);
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  });

  test('is not put away when the new change is not saved', async () => {
    const { world, putAway } = await openReturned();
    world.engine.failWith = { kind: 'disk-full' };
    fireEvent.click(await screen.findByRole('button', { name: 'Edit it again' }));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Asked.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save it again' }));
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveProperty('value', 'Asked.'));
    expect(putAway).not.toHaveBeenCalled();
  });

  test('[HB9] can be put away; what was put away stands folded, readable, with its reason', async () => {
    const { putAway } = await openReturned();
    fireEvent.click(await screen.findByRole('button', { name: 'Put away' }));
    await waitFor(() => expect(putAway).toHaveBeenCalledWith(['op', 'note']));
    cleanup();
    await openReturned({ putAwayAt: 1_700_000_000_000 });
    const away = within((await screen.findByText('Put away')).closest('details') as HTMLElement);
    expect(away.getByText(note)).toBeTruthy();
    expect(away.queryByRole('button', { name: 'Put away' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Not accepted' })).toBeNull();
  });
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

test('[BG3] [BG4] a pause and a limit are kept on this machine, for the next start', async () => {
  await open();
  const kept = () => JSON.parse(localStorage.getItem('waypost.sync') ?? '{}');
  fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Use of the line' }), { target: { value: '16000' } });
  expect(kept()).toEqual({ paused: true, bytesPerSecond: 16_000 });
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Use of the line' }), { target: { value: '' } });
  expect(kept()).toEqual({ paused: false, bytesPerSecond: null });
});

test('[BG5] an exchange under way says what came and went, of how many, the bytes and the rate', async () => {
  const progress = { sent: 3, toSend: 12, received: 400, toReceive: 1_600, bytesUp: 2_000, bytesDown: 64_000 };
  const { container } = await open((world) => {
    const status = { ...world.answers.status, progress: { ...progress, bytesPerSecond: 8_000 } };
    world.answers.status = status;
    world.engine.sync = () => new Promise(() => {});
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Sync now' }));
  const flow = within(await screen.findByRole('region', { name: /Under way/ }));
  expect(flow.getByText(/400 of 1,600/)).toBeTruthy();
  expect(flow.getByText(/3 of 12/)).toBeTruthy();
  expect(flow.getByText(/8 kB per second/)).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test('[AT4] [AT5] says what attachments take of how much, by scope, and can keep all of a scope here', async () => {
  const { world } = await open((given) => {
    const sum = { scope, files: 12, filesHere: 3, bytes: 40_000_000 };
    given.engine.fileUse = async () => ({ bytes: 600_000_000, scopes: [sum] });
  });
  const files = within(await screen.findByRole('region', { name: 'Files and photos on this laptop' }));
  expect(await files.findByText('3 of 12, 40 MB')).toBeTruthy();
  fireEvent.click(files.getByRole('checkbox', { name: /Doctrine/ }));
  await waitFor(() => expect(world.engine.wanted?.scopes).toEqual([scope]));
  expect(files.queryByText(/The space is used up/)).toBeNull();
  const smallest = files.getByRole('combobox', { name: 'Space for files' });
  fireEvent.change(smallest, { target: { value: '500000000' } });
  expect(await files.findByText(/The space is used up. Nothing was removed/)).toBeTruthy();
  fireEvent.click(files.getByRole('checkbox', { name: /Doctrine/ }));
  await waitFor(() => expect(world.engine.wanted?.scopes).toEqual([]));
});

test('conflicts are one click away, with their number', async () => {
  const { router } = await open();
  fireEvent.click(await screen.findByRole('link', { name: /Conflicts/ }));
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/sync\/conflicts/));
});
