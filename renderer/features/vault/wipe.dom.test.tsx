import { fireEvent, screen, waitFor } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import type { Output } from '../../../shared/ipc/contract.ts';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { vaultStatus } from '../../../test/support/vault-status.ts';
import { DataGate } from '../../data/data-context.tsx';
import type { DataSession } from '../../data/data-session.ts';
import { createObservable } from '../../data/observable.ts';
import { WipeLeft } from '../../data/wipe-left.tsx';
import { WipeOnWord } from '../../data/wipe-on-word.tsx';
import { Wipe, WipeLaptop } from './wipe-laptop.tsx';

type Status = Output<'wipe:status'>;
const nothing: Status = { sealed: 'none', wiped: null, left: [] };
const words = ['harbor', 'lantern', 'orbit', 'clay', 'ferry', 'pilot'];
const at = Date.UTC(2027, 0, 14, 9);

async function open(piece: React.ReactNode, status: Status, engine = createFakeLiveEngine()) {
  const asked: [string, unknown][] = [];
  let told = status;
  const desktop = createFakeDesktop();
  desktop.call = (async (channel: string, input: unknown) => {
    if (channel === 'wipe:status') return { ok: true, value: told };
    if (!channel.startsWith('wipe:')) return { ok: true, value: {} };
    asked.push([channel, input]);
    if (channel === 'wipe:forget') told = nothing;
    return { ok: true, value: channel === 'wipe:save' ? { saved: true } : {} };
  }) as typeof desktop.call;
  const session: DataSession = {
    state: createObservable({ kind: 'ready' as const, engine, identity: sampleIdentity }),
    replay: createObservable(null),
    about: createObservable(null),
    vault: createObservable(vaultStatus({ state: 'open' })),
    lookAtVault: async () => {},
    desktop,
    enrol: () => Promise.reject(new Error('not asked')),
    join: () => Promise.reject(new Error('not asked')),
    protect: () => {},
    retry: () => {},
  };
  const wrapped = (
    <DataGate session={session} starting={null} first={() => null} failed={() => null}>
      {piece}
    </DataGate>
  );
  const { container } = await renderPiece(wrapped, { namespaces: ['vault', 'data'] });
  return { asked, container };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (value: string) =>
  fireEvent.change(screen.getByLabelText('The word, as it stands above'), { target: { value } });

test('[WP4] a laptop is wiped by whoever types that they want it, after it was said what stays', async () => {
  const { asked, container } = await open(<Wipe waiting={null} />, { ...nothing, sealed: 'kept' });
  press('Wipe this laptop…');
  expect(await screen.findByText(/in one sealed file for a stick/)).toBeTruthy();
  expect(screen.getByText(/It cannot be taken back/)).toBeTruthy();
  expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  type('yes');
  press('Wipe it for good');
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was wiped');
  expect(asked).toEqual([]);
  type(' Wipe ');
  press('Wipe it for good');
  await waitFor(() => expect(asked).toEqual([['wipe:begin', { by: 'person' }]]));
});

test.each([
  ['none', /1 change would be lost/],
  ['behind', /lacks the last changes/],
] as const)('[WP2] what would be lost is said before: the copy is %s', async (sealed, said) => {
  const engine = createFakeLiveEngine();
  const status = await engine.status();
  engine.status = async () => ({ ...status, waiting: 1 });
  await open(<WipeLaptop />, { ...nothing, sealed }, engine);
  fireEvent.click(await screen.findByRole('button', { name: 'Wipe this laptop…' }));
  expect(await screen.findByText(said)).toBeTruthy();
});

test('[WP7] what happened is said, with the words of what is left; it is saved to a stick, and goes when the hub has it', async () => {
  const left = [{ id: 7, bytes: 12_300, words }];
  const { asked, container } = await open(<WipeLeft />, { sealed: 'none', wiped: { at, by: 'hub' }, left });
  expect(await screen.findByText(/was wiped on .*14 Jan 2027.*, as its hub asked$/)).toBeTruthy();
  expect(screen.getByRole('list', { name: /^Words of the file/ }).textContent).toBe(words.join(''));
  expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  press('Save the file');
  expect((await screen.findByRole('alert')).textContent).toContain('stays here until you say');
  press('The hub has it');
  expect(screen.getByText(/Remove it only when somebody at the hub/)).toBeTruthy();
  press('Remove the file');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'This laptop was wiped' })).toBeNull());
  expect(asked).toEqual([
    ['wipe:save', { id: 7 }],
    ['wipe:forget', { id: 7 }],
  ]);
});

test('[WP7] where nothing waited that is said, and is over when somebody has read it', async () => {
  const { asked } = await open(<WipeLeft />, { ...nothing, wiped: { at, by: 'person' } });
  expect(await screen.findByText(/No sealed file is left/)).toBeTruthy();
  press('I have read this');
  await waitFor(() => expect(asked).toEqual([['wipe:forget', { id: 0 }]]));
});

test('[WP5] on the word of the hub a laptop wipes itself, once the exchange is over in which it heard that', async () => {
  const engine = createFakeLiveEngine();
  const status = await engine.status();
  const revoked = { at, by: null };
  const cases = [
    { ...status, revoked },
    { ...status, revoked: { ...revoked, wipe: true as const }, phase: 'syncing' as const },
    { ...status, revoked: { ...revoked, wipe: true as const } },
  ];
  const wiped = [];
  for (const one of cases) {
    engine.status = async () => one;
    const { asked } = await open(<WipeOnWord />, nothing, engine);
    await new Promise((resolve) => setTimeout(resolve, 50));
    wiped.push(asked);
  }
  expect(wiped).toEqual([[], [], [['wipe:begin', { by: 'hub' }]]]);
});
