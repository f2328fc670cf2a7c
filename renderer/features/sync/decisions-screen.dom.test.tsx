import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { decision, type Ruling, readRuling } from '../../../shared/domain/decision.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { HeldWork } from '../../../shared/protocol/network-glance.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import {
  createSyncWorld,
  identity,
  ids,
  people,
  type SyncWorld,
  scope,
  storedOf,
  underEngine,
} from '../../../test/support/sync-world.tsx';
import { syncFeature } from './feature.ts';

afterEach(cleanup);

const amina = { person: people.amina, name: 'Amina Dessalou', centre: 'Sorrel Coast' };
const ruslan = { person: people.ruslan, name: 'Руслан Остров', centre: 'Tolmara Highlands' };
const held: HeldWork = {
  scope,
  type: 'step',
  record: ids.step,
  author: ruslan,
  reason: 'role-may-not',
  receivedAt: Date.now() - 7_200_000,
  operations: [{ id: 'ab'.repeat(16), kind: 'set', field: 'description.en', value: 'Keep 400 m from a tanker.' }],
};
const ruled: Ruling = {
  operations: ['cd'.repeat(16)],
  outcome: 'returned',
  note: 'اسألوا المركز أولاً',
  language: 'ar',
  author: amina,
  by: ruslan,
  at: Date.UTC(2026, 10, 24, 9),
  records: [{ id: ids.step, type: 'step' }],
  reasons: ['no-grant-in-scope'],
};

async function open(
  prepare: (world: SyncWorld) => void = () => {},
  roles = ['coordinator' as const, 'trainer' as const],
) {
  localStorage.clear();
  const world = await createSyncWorld();
  prepare(world);
  const as = { ...identity, grants: [{ person: people.amina, scope, roles: [...roles] }] };
  const shown = await renderApp('/sync/decisions', {
    features: [syncFeature],
    namespaces: ['sync'],
    wrap: underEngine(world.engine, as),
  });
  return { world, ...shown };
}

function decide({ engine }: SyncWorld, ruling: Ruling, id = '01930000-0000-7000-8000-0000000000d1'): void {
  const made = createRecord(decision, { scope, id }, { ruling });
  if (made.ok) engine.receive(ruling.by.person, made.value);
}

const withHeld = (world: SyncWorld) => {
  world.answers.glance = { at: Date.now() - 60_000, centres: [], held: [held], heldMore: true };
};

describe('what was decided', () => {
  test('[HB10] is told with who, what, whose, why in its language, and when; everybody sees it', async () => {
    await open((world) => decide(world, ruled), ['trainer' as never]);
    const list = within(await screen.findByRole('region', { name: 'Decided' }));
    expect(await list.findByText('Clear and cordon')).toBeTruthy();
    expect(list.getByText('Returned')).toBeTruthy();
    expect(list.getByText('Руслан Остров')).toBeTruthy();
    expect(list.getByText(/Work of .*Amina Dessalou/)).toBeTruthy();
    expect(
      list.getByText('When it was made and when it arrived, its author had different rights in this scope.', {
        exact: false,
      }),
    ).toBeTruthy();
    const note = list.getByText('اسألوا المركز أولاً');
    expect(note.getAttribute('lang')).toBe('ar');
    expect(screen.queryByRole('region', { name: /your decision/ })).toBeNull();
  });

  test('is said to wait while the hub does not have it', async () => {
    await open(async (world) => {
      decide(world, { ...ruled, by: amina });
      const state = await world.state('01930000-0000-7000-8000-0000000000d1');
      const [head] = state.fields['ruling'] ?? [];
      world.answers.waiting = [storedOf(state, 'ruling', head?.id ?? '')];
    });
    expect(await screen.findByText(/Waits here; it counts when the hub has it/)).toBeTruthy();
  });

  test('says what it is for while there is none, and leads back', async () => {
    await open();
    expect(await screen.findByText('No decision yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'To sync' })).toBeTruthy();
  });
});

describe('what is held', () => {
  const region = async () => within(await screen.findByRole('region', { name: 'Held for your decision' }));

  test('[SY17] shows whose it is, why, what it says, and that there is more', async () => {
    await open(withHeld);
    const list = await region();
    expect(await list.findByText('Keep 400 m from a tanker.')).toBeTruthy();
    expect(list.getByText('Руслан Остров')).toBeTruthy();
    expect(list.getByText('There are more; they come when these are decided.')).toBeTruthy();
  });

  test('[HB11] is returned with a reason: saved here as a decision about exactly that, and gone from the list', async () => {
    const { world } = await open(withHeld);
    fireEvent.click(await (await region()).findByRole('button', { name: 'Return to author' }));
    const form = within(await screen.findByRole('form', { name: 'Your decision' }));
    fireEvent.click(form.getByRole('button', { name: 'Return to author' }));
    expect(await form.findByText(/Write why/)).toBeTruthy();
    fireEvent.change(form.getByRole('textbox', { name: 'Reason' }), { target: { value: ' Ask the centre first ' } });
    fireEvent.change(form.getByRole('combobox', { name: 'Language of the reason' }), { target: { value: 'fr' } });
    fireEvent.click(form.getByRole('button', { name: 'Return to author' }));
    const made = await within(await screen.findByRole('region', { name: 'Decided' })).findByText(
      'Ask the centre first',
    );
    expect(made.getAttribute('lang')).toBe('fr');
    expect(await (await region()).findByText(/Nothing is held/)).toBeTruthy();
    const [entry] = await world.engine.list({ type: 'decision' });
    const [state] = await world.engine.open([entry?.id ?? '']);
    expect(readRuling(state?.fields['ruling']?.[0]?.value ?? null)).toMatchObject({
      operations: ['ab'.repeat(16)],
      records: [{ id: ids.step, type: 'step' }],
      reasons: ['role-may-not'],
      outcome: 'returned',
      language: 'fr',
      author: ruslan,
      by: amina,
    });
  });

  test('[HB6] their own is not offered for accepting', async () => {
    await open((world) => {
      world.answers.glance = { at: 1, centres: [], held: [{ ...held, author: amina }] };
    });
    const accept = await (await region()).findByRole('button', { name: 'Accept' });
    expect(accept).toHaveProperty('disabled', true);
    expect((await region()).getByText(/somebody else accepts it/)).toBeTruthy();
  });

  test('decided by somebody else meanwhile, it is not offered any more', async () => {
    await open((world) => {
      withHeld(world);
      decide(world, { ...ruled, operations: ['ab'.repeat(16)] });
    });
    expect(await (await region()).findByText(/Nothing is held/)).toBeTruthy();
  });
});

test('has no accessibility problems, with a form open', async () => {
  const { container } = await open((world) => {
    withHeld(world);
    decide(world, ruled);
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Discard' }));
  await screen.findByRole('form', { name: 'Your decision' });
  await waitFor(() => expect(screen.getByText('اسألوا المركز أولاً')).toBeTruthy());
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
