import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test, vi } from 'vitest';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { vaultStatus } from '../../../test/support/vault-status.ts';
import { DataGate } from '../../data/data-context.tsx';
import type { DataSession } from '../../data/data-session.ts';
import type { Desktop } from '../../data/desktop.ts';
import { createObservable } from '../../data/observable.ts';
import { ChangeForm } from './change-form.tsx';
import { SetUpForm } from './set-up-form.tsx';
import { UnlockScreen } from './unlock-screen.tsx';

type Vault = NonNullable<ReturnType<DataSession['vault']['get']>>;

interface World {
  readonly asked: (readonly [channel: string, input: unknown])[];
  readonly retry: ReturnType<typeof vi.fn<() => void>>;
  answer: unknown;
}

async function open(vault: Partial<Vault>, language: 'en' | 'ar' = 'en'): Promise<World> {
  const world: World = { asked: [], retry: vi.fn<() => void>(), answer: { ok: true, value: {} } };
  const desktop: Desktop = {
    ...createFakeDesktop(),
    call: (async (channel: string, input: unknown) => {
      if (channel === 'profiles:list') return { ok: true, value: { profiles: [] } };
      world.asked.push([channel, input]);
      return world.answer;
    }) as Desktop['call'],
  };
  const status = vaultStatus(vault);
  const session: DataSession = {
    state: createObservable({ kind: status.state === 'locked' ? ('locked' as const) : ('unprotected' as const) }),
    replay: createObservable(null),
    about: createObservable(null),
    vault: createObservable(status),
    lookAtVault: async () => {},
    desktop,
    enrol: async () => ({ ok: false, failure: { kind: 'code-refused' } }),
    join: () => Promise.reject(new Error('not asked')),
    protect: () => {},
    retry: world.retry,
  };
  const first = (name: string) => {
    if (status.state === 'open') return <ChangeForm onDone={() => {}} onCancel={() => {}} />;
    return name === 'unlock' ? <UnlockScreen /> : <SetUpForm level="h1" onCancel={() => {}} />;
  };
  await renderPiece(
    <DataGate session={session} starting={null} first={first} failed={() => null}>
      {null}
    </DataGate>,
    { language, namespaces: ['vault'] },
  );
  return world;
}

const type = (name: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(name, { selector: 'input:not([type="radio"])' }), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('a wrong passphrase is told, counts down, and the right one goes on', async () => {
  const world = await open({});
  world.answer = { ok: false, failure: { kind: 'passphrase-wrong', waitMs: 900 } };
  type(/^Passphrase/, 'another lantern');
  press('Unlock');
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing is lost');
  expect(screen.getByText('Next attempt in 0:01')).toBeTruthy();
  expect((screen.getByRole('button', { name: 'Unlock' }) as HTMLButtonElement).disabled).toBe(true);
  await waitFor(() => expect(screen.queryByText(/Next attempt/)).toBeNull());
  world.answer = { ok: true, value: {} };
  press('Unlock');
  await waitFor(() => expect(world.retry).toHaveBeenCalledOnce());
  expect(world.asked.at(-1)).toEqual(['vault:unlock', { way: 'passphrase', typed: 'another lantern' }]);
});

test('the key on paper is another way, and what was typed for the first does not become it', async () => {
  const world = await open({});
  type(/^Passphrase/, 'half a passphrase');
  fireEvent.click(screen.getByRole('radio', { name: 'Recovery key' }));
  const key = screen.getByRole('textbox', { name: /^Recovery key/ }) as HTMLInputElement;
  expect([key.value, key.dir]).toEqual(['', 'ltr']);
  fireEvent.change(key, { target: { value: 'ABCD' } });
  press('Unlock');
  await waitFor(() => expect(world.asked).toEqual([['vault:unlock', { way: 'recovery', typed: 'ABCD' }]]));
});

test('in another passphrase too, a passphrase never turns up in the field that shows what is typed', async () => {
  await open({ state: 'open' });
  type(/^Passphrase/, 'half a passphrase');
  fireEvent.click(screen.getByRole('radio', { name: 'Recovery key' }));
  expect((screen.getByRole('textbox', { name: /^Recovery key/ }) as HTMLInputElement).value).toBe('');
});

test('two custodians open it where shares were made; the name of the vault helps to find the right papers', async () => {
  const world = await open({ ways: ['passphrase', 'recovery', 'custodians'] });
  fireEvent.click(screen.getByRole('radio', { name: 'Two custodians' }));
  expect(screen.getByText('QK7M-2D9X')).toBeTruthy();
  type(/^First share/, 'AAAA');
  type(/^Second share/, 'BBBB');
  world.answer = { ok: false, failure: { kind: 'share-older' } };
  press('Unlock');
  expect((await screen.findByRole('alert')).textContent).toContain('older set');
  expect(world.asked).toEqual([['vault:unlock', { way: 'custodians', typed: 'AAAA', second: 'BBBB' }]]);
});

test('without shares nobody is asked for them', async () => {
  await open({});
  expect(screen.queryByRole('radio', { name: 'Two custodians' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Quick unlock' })).toBeNull();
});

test('quick unlock is one press, and when the keychain gives nothing the passphrase is still there', async () => {
  const world = await open({ quick: 'ready' });
  world.answer = { ok: false, failure: { kind: 'quick-unlock-unreadable' } };
  press('Quick unlock');
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was changed');
  expect(screen.getByLabelText(/^Passphrase/, { selector: 'input:not([type="radio"])' })).toBeTruthy();
  world.answer = { ok: true, value: {} };
  press('Quick unlock');
  await waitFor(() => expect(world.retry).toHaveBeenCalledOnce());
  expect(world.asked.at(-1)).toEqual(['vault:unlock', { way: 'keychain' }]);
});

test('quick unlock whose days are over says so', async () => {
  await open({ quick: 'expired' });
  expect(screen.getByText('The days of quick unlock are over.')).toBeTruthy();
});

test.each([
  ['vault-damaged', /a backup of the data folder/],
  ['vault-weakened', /Do not type your passphrase again/],
  ['vault-too-new', /newer edition/],
  ['slot-damaged', /Try another way in/],
] as const)('%s is told before anything is typed, and who can help', async (trouble, words) => {
  await open({ trouble });
  const alert = screen.getByRole('alert').textContent ?? '';
  expect(alert).toMatch(words);
  expect(alert).toMatch(/oordinator/);
});

test('a vault needs the same passphrase twice, and the recovery key typed back', async () => {
  const world = await open({ state: 'none' });
  type(/^New passphrase/, 'ferry lantern orbit clay');
  type(/^The same passphrase/, 'ferry lantern orbit');
  press('Go on to the recovery key');
  expect((await screen.findByRole('alert')).textContent).toContain('not the same');
  expect(world.asked).toEqual([]);
  type(/^The same passphrase/, 'ferry lantern orbit clay');
  world.answer = { ok: true, value: { recoveryKey: 'ABCD-EFGH-JKMN' } };
  press('Go on to the recovery key');
  const groups = within(await screen.findByRole('list', { name: 'Recovery key' })).getAllByRole('listitem');
  expect(groups.map(({ textContent }) => textContent)).toEqual(['ABCD', 'EFGH', 'JKMN']);
  world.answer = { ok: false, failure: { kind: 'recovery-key-mistyped' } };
  type(/^Type it back/, 'abcd');
  press('Protect this laptop');
  expect((await screen.findByRole('alert')).textContent).toContain('group by group');
  expect(world.asked.at(-1)).toEqual(['vault:finish', { recoveryKey: 'abcd' }]);
});

test('axe finds nothing on the locked screen and in both steps, in Arabic', async () => {
  const faults = async () => {
    const { violations } = await run(document.body, {
      rules: {
        'color-contrast': { enabled: false },
        'landmark-one-main': { enabled: false },
        region: { enabled: false },
      },
    });
    return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  };
  await open({}, 'ar');
  expect(await faults()).toEqual([]);
  cleanup();
  const world = await open({ state: 'none' }, 'ar');
  expect(await faults()).toEqual([]);
  type(/^عبارة مرور جديدة/, 'ferry lantern orbit clay');
  type(/^عبارة المرور نفسها/, 'ferry lantern orbit clay');
  world.answer = { ok: true, value: { recoveryKey: 'ABCD-EFGH-JKMN' } };
  press('المتابعة إلى مفتاح الاسترداد');
  await screen.findByRole('list');
  expect(await faults()).toEqual([]);
});
