import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
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
import { RemoveProfile } from './remove-profile.tsx';
import { Wipe, WipeLaptop } from './wipe-laptop.tsx';

type Status = Output<'wipe:status'>;
const nothing: Status = { sealed: 'none', wiped: null, left: [] };
const words = ['harbor', 'lantern', 'orbit', 'clay', 'ferry', 'pilot'];
const at = Date.UTC(2027, 0, 14, 9);

/** `refused` is a channel that the disk refuses. */
async function open(piece: React.ReactNode, status: Status, engine = createFakeLiveEngine(), refused?: string) {
  const asked: [string, unknown][] = [];
  let told = status;
  const desktop = createFakeDesktop();
  desktop.call = (async (channel: string, input: unknown) => {
    if (channel === 'wipe:status') return { ok: true, value: told };
    if (!channel.startsWith('wipe:')) return { ok: true, value: {} };
    asked.push([channel, input]);
    if (channel === refused) return { ok: false, failure: { kind: 'disk-full' } };
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

const ask = 'Wipe your profile on this laptop…';
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (value: string) =>
  fireEvent.change(screen.getByLabelText('The word, as it stands above'), { target: { value } });

test('[WP4] a laptop is wiped by whoever types that they want it, after it was said what stays', async () => {
  const { asked, container } = await open(<Wipe waiting={null} notAccepted={0} />, { ...nothing, sealed: 'kept' });
  press(ask);
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
  fireEvent.click(await screen.findByRole('button', { name: ask }));
  expect(await screen.findByText(said)).toBeTruthy();
});

test('[WP9] of an open laptop the hub is offered what waits before, and it is wiped whatever the hub says', async () => {
  const engine = createFakeLiveEngine();
  const status = await engine.status();
  engine.status = async () => ({ ...status, waiting: 0 });
  let [syncs, seals] = [0, 0];
  let sealed = (_: boolean) => {};
  engine.sealCopy = () => {
    seals += 1;
    return new Promise((resolve) => {
      sealed = resolve;
    });
  };
  engine.sync = async () => {
    syncs += 1;
    return { ok: false, failure: { kind: 'hub-unreachable' } };
  };
  const { asked } = await open(<WipeLaptop />, { ...nothing, sealed: 'kept' }, engine);
  fireEvent.click(await screen.findByRole('button', { name: ask }));
  expect(await screen.findByText(/the hub is offered what waits, for five seconds at most/)).toBeTruthy();
  syncs = 0;
  type('wipe');
  press('Wipe it for good');
  await waitFor(() => expect([syncs, seals, asked]).toEqual([1, 1, []]));
  expect(screen.getByText(/handed over or sealed first/).getAttribute('role')).toBe('status');
  sealed(false);
  await waitFor(() => expect(asked).toEqual([['wipe:begin', { by: 'person' }]]));
});

test('[WP9] whose sync is paused is not told that the hub is offered anything', async () => {
  const first = async () => {};
  await open(<Wipe waiting={2} notAccepted={0} isOffered={false} first={first} />, { ...nothing, sealed: 'kept' });
  press(ask);
  expect(await screen.findByText(/in one sealed file for a stick/)).toBeTruthy();
  expect(screen.queryByText(/the hub is offered/)).toBeNull();
});

const region = 'A profile on this laptop was wiped';

test.each([
  ['kept', 0, [/every change/, /still asks for of attached files/]],
  ['none', 0, [/every change/, /Attached files may still be on their way/]],
  ['kept', 2, [/^2 changes would be lost/, /no sealed file holds them/]],
] as const)(
  '[WP2] where nothing waits: the copy is %s, and %d changes were not accepted',
  async (sealed, notAccepted, said) => {
    const engine = createFakeLiveEngine();
    const status = await engine.status();
    engine.status = async () => ({ ...status, waiting: 0, notAccepted });
    await open(<WipeLaptop />, { ...nothing, sealed }, engine);
    fireEvent.click(await screen.findByRole('button', { name: ask }));
    for (const words of said) expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText(/every change/) === null).toBe(notAccepted > 0);
    press('Keep everything');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: ask }));
  },
);

test('[WP7] before a profile is taken off it is said that a sealed file of an earlier wipe would go too', async () => {
  const left = [{ id: 7, bytes: 12_300, words }];
  await open(<RemoveProfile />, { sealed: 'none', wiped: null, left });
  fireEvent.click(await screen.findByRole('button', { name: 'Remove this profile' }));
  expect(await screen.findByText(/sealed file of an earlier wipe/)).toBeTruthy();
});

test('[WP7] what happened is said, with the words of what is left; it is saved to a stick, and goes when the hub has it', async () => {
  const left = [{ id: 7, bytes: 12_300, words }];
  const { asked, container } = await open(<WipeLeft />, { sealed: 'none', wiped: { at, by: 'hub' }, left });
  expect(
    await screen.findByText(/^A profile on this laptop was wiped on .*14 Jan 2027.*, as its hub asked$/),
  ).toBeTruthy();
  expect(screen.getByRole('list', { name: /^Words of the file/ }).textContent).toBe(words.join(''));
  expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  press('Save the file');
  expect((await screen.findByRole('alert')).textContent).toContain('stays here until you say');
  press('The hub has it');
  expect(screen.getAllByRole('alert').at(-1)?.textContent).toMatch(/Remove it only when somebody at the hub/);
  press('Remove the file');
  await waitFor(() => expect(screen.queryByRole('region', { name: region })).toBeNull());
  expect(asked).toEqual([
    ['wipe:save', { id: 7 }],
    ['wipe:forget', { id: 7 }],
  ]);
});

test('[WP7] a key that is held and a double click remove nothing; a file that the disk keeps stays, and that is said', async () => {
  const left = [{ id: 7, bytes: 12_300, words }];
  // The note of this wipe cannot be read: what is left is shown all the same.
  const { asked } = await open(<WipeLeft />, { sealed: 'none', wiped: null, left }, undefined, 'wipe:forget');
  expect(await screen.findByText(region)).toBeTruthy();
  const arrived = screen.getByRole('button', { name: 'The hub has it' });
  fireEvent.click(arrived);
  const remove = screen.getByRole('button', { name: 'Remove the file' });
  const keep = screen.getByRole('button', { name: 'Keep it' });
  expect(arrived.isConnected).toBe(false);
  expect(document.activeElement).toBe(keep);
  fireEvent.click(remove, { detail: 2 });
  fireEvent.click(keep);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'The hub has it' }));
  expect(asked).toEqual([]);
  press('The hub has it');
  press('Remove the file');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remove the file' }).disabled).toBe(true);
  expect(await screen.findByText(/^The disk is full/)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep it' }));
  expect(asked).toEqual([['wipe:forget', { id: 7 }]]);
});

test('[WP6] that the copy lacked something when it was wiped is said, and only then', async () => {
  await open(<WipeLeft />, { ...nothing, wiped: { at, by: 'hub', lacked: true } });
  expect(await screen.findByText(/lacked some of the last changes/)).toBeTruthy();
  cleanup();
  await open(<WipeLeft />, { ...nothing, wiped: { at, by: 'hub' } });
  await screen.findByText(/No sealed file is left/);
  expect(screen.queryByText(/lacked some of the last changes/)).toBeNull();
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
