import { cleanup, fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { DataGate } from '../../data/data-context.tsx';
import type { DataSession } from '../../data/data-session.ts';
import type { Desktop } from '../../data/desktop.ts';
import { createObservable } from '../../data/observable.ts';
import { ChooserScreen } from './chooser-screen.tsx';
import { OwnProfile } from './own-profile.tsx';

const amina = '0123456789abcdef0123456789abcdef';

async function open(language: 'en' | 'ar' = 'en', piece = <ChooserScreen />) {
  const world = { asked: [] as (readonly [string, unknown])[], answer: { ok: true, value: {} } as unknown };
  const profiles = [
    { id: 'first', name: null },
    { id: amina, name: 'Amina D.' },
  ];
  const desktop: Desktop = {
    ...createFakeDesktop(),
    call: (async (channel: string, input: unknown) => {
      if (channel === 'profiles:list') return { ok: true, value: { profiles } };
      world.asked.push([channel, input]);
      return world.answer;
    }) as Desktop['call'],
  };
  const session: DataSession = {
    state: createObservable({ kind: 'choosing' as const }),
    replay: createObservable(null),
    about: createObservable(null),
    vault: createObservable(null),
    lookAtVault: async () => {},
    desktop,
    enrol: () => Promise.reject(new Error('not asked')),
    join: () => Promise.reject(new Error('not asked')),
    protect: () => {},
    retry: () => {},
  };
  await renderPiece(
    <DataGate session={session} starting={null} first={() => piece} failed={() => null}>
      {null}
    </DataGate>,
    { language, namespaces: ['vault'] },
  );
  return world;
}

test('everybody finds themselves by the name they gave, and one press opens that profile', async () => {
  const world = await open();
  expect(screen.getByRole('heading', { name: 'Who is it?' })).toBe(document.activeElement);
  expect((await screen.findAllByRole('listitem')).map((item) => item.textContent)).toEqual([
    expect.stringContaining('First profile'),
    expect.stringContaining('Amina D.'),
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Amina D.' }));
  expect(world.asked).toEqual([['profiles:choose', { id: amina }]]);
});

test('a profile that cannot be opened is said so, and the others are still there', async () => {
  const world = await open();
  world.answer = { ok: false, failure: { kind: 'profile-unreadable', reason: 'EACCES' } };
  fireEvent.click(await screen.findByRole('button', { name: 'First profile' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing of it was changed');
  expect(screen.getByRole('button', { name: 'Amina D.' })).toBeTruthy();
});

test('a new profile has a name that is not taken, and whoever thinks better of it goes back', async () => {
  const world = await open();
  fireEvent.click(screen.getByRole('button', { name: 'Add a profile' }));
  fireEvent.change(screen.getByLabelText(/^Name of the profile/), { target: { value: 'amina d.' } });
  world.answer = { ok: false, failure: { kind: 'profile-name-taken' } };
  fireEvent.click(screen.getByRole('button', { name: 'Add and open' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Choose another name');
  fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByRole('button', { name: 'Amina D.' })).toBeTruthy();
  expect(world.asked).toEqual([['profiles:add', { name: 'amina d.' }]]);
});

test('the owner changes the name where the protection is', async () => {
  const world = await open('en', <OwnProfile />);
  fireEvent.change(await screen.findByLabelText(/^Name of the profile/), { target: { value: 'Tomas' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save the name' }));
  expect(await screen.findByText('The name is saved.')).toBeTruthy();
  expect(world.asked).toEqual([['profiles:rename', { name: 'Tomas' }]]);
});

test.each(['en', 'ar'] as const)('the choice and the form have no accessibility fault (%s)', async (language) => {
  cleanup();
  await open(language);
  await screen.findAllByRole('listitem');
  expect((await run(document.body, { runOnly: ['wcag2a', 'wcag2aa'] })).violations).toEqual([]);
  fireEvent.click(screen.getAllByRole('button').at(-1) as HTMLElement);
  expect((await run(document.body, { runOnly: ['wcag2a', 'wcag2aa'] })).violations).toEqual([]);
});
