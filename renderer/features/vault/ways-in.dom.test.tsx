import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test, vi } from 'vitest';
import type { Output } from '../../../shared/ipc/contract.ts';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { identity, quietDesktop, underEngine } from '../../../test/support/sync-world.tsx';
import { vaultStatus } from '../../../test/support/vault-status.ts';
import { DataGate } from '../../data/data-context.tsx';
import type { DataSession } from '../../data/data-session.ts';
import type { Desktop } from '../../data/desktop.ts';
import { createObservable } from '../../data/observable.ts';
import { WaysIn } from './ways-in.tsx';

type Status = Output<'vault:status'>;

async function open(told: Partial<Status> = {}, language: 'en' | 'ar' = 'en') {
  const asked: (readonly [channel: string, input: unknown])[] = [];
  const answers: unknown[] = [];
  const desktop: Desktop = {
    ...quietDesktop,
    call: (async (channel: string, input: unknown) => {
      if (!channel.startsWith('vault:')) return { ok: true, value: {} };
      asked.push([channel, input]);
      return answers.shift() ?? { ok: true, value: {} };
    }) as Desktop['call'],
  };
  const vault = createObservable<Status>(vaultStatus({ state: 'open', ...told }));
  const engine = createFakeLiveEngine();
  const lookAtVault = vi.fn<() => Promise<void>>(async () => {});
  const session: DataSession = {
    state: createObservable<ReturnType<DataSession['state']['get']>>({ kind: 'ready', engine, identity }),
    replay: createObservable(null),
    about: createObservable(null),
    vault,
    desktop,
    enrol: async () => ({ ok: true, value: identity }),
    join: () => Promise.reject(new Error('not asked')),
    protect: () => {},
    lookAtVault,
    retry: () => {},
  };
  await renderPiece(<WaysIn />, {
    language,
    namespaces: ['vault', 'errors'],
    wrap: (children) => (
      <DataGate session={session} starting={null} first={() => null} failed={() => null}>
        {underEngine(engine)(children)}
      </DataGate>
    ),
  });
  return { asked, answers, lookAtVault, vault };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(name, { selector: 'input:not([type="radio"])' }), { target: { value } });
const passphrase = 'ferry lantern orbit clay';
const byPassphrase = { way: 'passphrase', typed: passphrase };
const codes = ['AAAA-1111', 'BBBB-2222', 'CCCC-3333'];

async function faults(): Promise<string[]> {
  const { violations } = await run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      'landmark-one-main': { enabled: false },
      region: { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

test('three people are named, each sees one share, and the shares hold when one was typed back', async () => {
  const { asked, answers, lookAtVault } = await open();
  press('Name three custodians');
  expect(document.activeElement?.textContent).toBe('Three custodians');
  type(/^Passphrase/, passphrase);
  for (const [at, name] of ['Ines Calder', 'Tomasz Veld', 'Ines Calder'].entries())
    type(new RegExp(`^Custodian ${at + 1}`), name);
  press('Make the shares');
  expect((await screen.findByRole('alert')).textContent).toContain('three different people');
  expect(asked).toEqual([]);
  type(/^Custodian 3/, 'Layla Haddad');
  answers.push({ ok: true, value: { codes } });
  press('Make the shares');
  await screen.findByRole('heading', { name: 'Share 1 of 3, for Ines Calder' });
  const names = ['Ines Calder', 'Tomasz Veld', 'Layla Haddad'];
  expect(asked).toEqual([['vault:draft', { key: byPassphrase, paper: { kind: 'custodians', names } }]]);
  const shown = () =>
    within(screen.getByRole('list', { name: 'Share' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
  expect(shown()).toEqual(['AAAA', '1111']);
  press('Next share');
  expect(shown()).toEqual(['BBBB', '2222']);
  expect(document.activeElement?.textContent).toBe('Share 2 of 3, for Tomasz Veld');
  press('Next share');
  press('All are handed over');
  expect(screen.queryByText('CCCC')).toBeNull();
  type(/^Share of one custodian/, 'bbbb 2222');
  answers.push({ ok: false, failure: { kind: 'share-mistyped' } });
  press('Put the shares in force');
  expect((await screen.findByRole('alert')).textContent).toContain('group by group');
  press('Put the shares in force');
  expect((await screen.findByRole('alert')).textContent).toContain('Any two of the custodians');
  expect(asked.at(-1)).toEqual(['vault:confirm', { typed: 'bbbb 2222' }]);
  expect(lookAtVault).toHaveBeenCalledOnce();
});

test('the page of a share says whose it is, of which laptop and vault, and holds no other share', async () => {
  const { answers } = await open();
  press('Name three custodians');
  type(/^Passphrase/, passphrase);
  for (const [at, name] of ['A. Calder', 'B. Veld', 'C. Haddad'].entries())
    type(new RegExp(`^Custodian ${at + 1}`), name);
  answers.push({ ok: true, value: { codes } });
  press('Make the shares');
  await screen.findByText('AAAA');
  fireEvent(window, new Event('beforeprint'));
  const page = document.querySelector('[data-print-sheet]')?.textContent ?? '';
  for (const text of ['Share 1 of 3', 'A. Calder', identity.device, 'QK7M-2D9X', 'AAAA-1111', 'destroy this one']) {
    expect(page).toContain(text);
  }
  expect(page).not.toContain('BBBB');
  fireEvent(window, new Event('afterprint'));
  expect(document.querySelector('[data-print-sheet]')).toBeNull();
});

test('another recovery key is shown, typed back, and only then in force', async () => {
  const { asked, answers } = await open();
  press('Make another recovery key');
  fireEvent.click(screen.getByRole('radio', { name: 'Recovery key' }));
  type(/^Recovery key/, 'OLD');
  answers.push({ ok: true, value: { codes: ['DDDD-4444'] } });
  press('Make the key');
  await screen.findByText('DDDD');
  type(/^Type it back/, 'dddd4444');
  press('Put the new key in force');
  expect((await screen.findByRole('alert')).textContent).toContain('Destroy the old paper');
  expect(asked).toEqual([
    ['vault:draft', { key: { way: 'recovery', typed: 'OLD' }, paper: { kind: 'recovery' } }],
    ['vault:confirm', { typed: 'dddd4444' }],
  ]);
});

test('what must stay cannot be removed; what can is asked for by its name', async () => {
  const { asked, vault } = await open();
  expect(screen.queryByRole('button', { name: 'Remove the recovery key' })).toBeNull();
  vault.set(
    vaultStatus({ state: 'open', ways: ['passphrase', 'recovery', 'custodians'], custodians: ['A', 'B', 'C'] }),
  );
  expect(await screen.findByText(/Shares with A, B and C/)).toBeTruthy();
  press('Remove the custodians');
  type(/^Passphrase/, passphrase);
  press('Remove the custodians');
  expect((await screen.findByRole('alert')).textContent).toContain('destroy their pages');
  expect(asked).toEqual([['vault:remove', { key: byPassphrase, kind: 'custodians' }]]);
});

test.each([
  ['impossible', null, /no keychain that is safe enough/],
  ['off', 'Turn on', /could open Waypost/],
  ['ready', 'Renew', /On until/],
  ['expired', 'Renew', /days are over/],
  ['unreadable', null, /does not give its key/],
] as const)('quick unlock that is %s offers %s', async (quick, act, words) => {
  const isThere = quick !== 'impossible' && quick !== 'off';
  const { asked } = await open({
    quick,
    quickUntil: isThere ? 1_750_000_000_000 : null,
    ways: isThere ? ['passphrase', 'recovery', 'keychain'] : ['passphrase', 'recovery'],
  });
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Turn quick unlock off' }) !== null).toBe(isThere);
  for (const name of ['Turn on', 'Renew']) expect(screen.queryByRole('button', { name }) !== null).toBe(name === act);
  if (act === null) return;
  press(act);
  expect(screen.getByText(/^For 14 days/)).toBeTruthy();
  type(/^Passphrase/, passphrase);
  press('Turn on');
  await waitFor(() => expect(asked).toEqual([['vault:quick', { key: byPassphrase }]]));
});

test('six random words are offered, drawn again, taken, and typed once more', async () => {
  const { asked } = await open();
  press('Change the passphrase');
  press('Suggest six random words');
  const words = async () =>
    within(await screen.findByRole('list', { name: 'Six random words' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
  const first = await words();
  expect(first).toHaveLength(6);
  press('Draw again');
  await waitFor(async () => expect(await words()).not.toEqual(first));
  const drawn = (await words()).join(' ');
  press('Use these words');
  expect((screen.getByLabelText(/^New passphrase/, { selector: 'input' }) as HTMLInputElement).value).toBe(drawn);
  type(/^The same passphrase again/, drawn);
  type(/^Passphrase/, passphrase);
  press('Change the passphrase');
  await waitFor(() => expect(asked).toEqual([['vault:change-passphrase', { key: byPassphrase, next: drawn }]]));
  const kept = Object.entries({ ...localStorage, ...sessionStorage }).join();
  for (const word of drawn.split(' ')) expect(kept).not.toContain(word);
});

test('a file that is damaged in part is told where the ways in are', async () => {
  await open({ trouble: 'slot-damaged' });
  expect(screen.getByText(/The file that holds the locks is damaged/)).toBeTruthy();
});

test('axe finds nothing in the list, in a form, on a share, and where it is typed back, in Arabic', async () => {
  const { answers } = await open(
    { ways: ['passphrase', 'recovery', 'custodians', 'keychain', 'newer'], quick: 'ready' },
    'ar',
  );
  expect(await faults()).toEqual([]);
  press('إنشاء حصص جديدة');
  fireEvent.click(screen.getByRole('radio', { name: 'أمينان' }));
  expect(await faults()).toEqual([]);
  type(/^الحصة الأولى/, 'A');
  type(/^الحصة الثانية/, 'B');
  for (const [at, digit] of ['1', '2', '3'].entries()) {
    fireEvent.change(screen.getAllByRole('textbox')[2 + at] as HTMLElement, { target: { value: digit } });
  }
  answers.push({ ok: true, value: { codes } });
  press('إنشاء الحصص');
  await screen.findByText('AAAA');
  expect(await faults()).toEqual([]);
  press('الحصة التالية');
  press('الحصة التالية');
  press('سُلّمت كلها');
  expect(await faults()).toEqual([]);
});
