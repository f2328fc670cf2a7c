import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  byPassphrase,
  byWrongPassphrase,
  type VaultInFolder,
  vaultInFolder,
  vaultPassphrase,
} from '../../test/support/vault-in-folder.ts';
import type { TypedKey } from './open-vault.ts';
import type { VaultKeeper } from './vault-keeper.ts';

let vault: VaultInFolder;
beforeEach(async () => {
  vault = await vaultInFolder();
});
afterEach(() => vault.remove());

const names = ['Ines Calder', 'Tomasz Veld', 'ليلى حداد'];
const kindOf = (answer: { readonly ok: boolean; readonly failure?: { readonly kind: string } }) =>
  answer.ok ? 'ok' : answer.failure?.kind;
const kinds = async (name?: 'vault' | 'vault-copy') => (await vault.file(name)).slots.map(({ kind }) => kind);
const byRecovery = (typed = vault.recoveryKey): TypedKey => ({ way: 'recovery', typed });
const byShares = (typed: string, second: string): TypedKey => ({ way: 'custodians', typed, second });

async function drawn(keeper: VaultKeeper, kind: 'recovery' | 'custodians', key: TypedKey = byPassphrase) {
  const drafted = await keeper.draft(key, kind === 'recovery' ? { kind } : { kind, names });
  if (!drafted.ok) throw new Error(drafted.failure.kind);
  return drafted.value.codes;
}

/** Shares in force. */
async function shares(key?: TypedKey): Promise<readonly [string, string, string]> {
  const keeper = vault.start();
  const codes = await drawn(keeper, 'custodians', key);
  expect(kindOf(await keeper.confirm(codes[1] ?? ''))).toBe('ok');
  return codes as [string, string, string];
}

test('any two of three shares open it offline, in either order; one opens nothing', async () => {
  const [a, b, c] = await shares();
  expect(new Set([a, b, c]).size).toBe(3);
  for (const [first, second] of [
    [a, b],
    [a, c],
    [b, c],
    [c, a],
  ] as const) {
    expect(await vault.reads(byShares(first.toLowerCase(), second.replaceAll('-', ' ')))).toBe('ok');
  }
  expect(await vault.reads(byShares(a, a))).toBe('share-twice');
  expect(await vault.reads(byShares(a, ''))).toBe('share-mistyped');
  expect(await vault.reads(byShares(b, vault.recoveryKey))).toBe('share-mistyped');
  expect(await vault.reads(byRecovery(a))).toBe('recovery-key-mistyped');
  expect(await vault.reads(byPassphrase)).toBe('ok');
  expect(await vault.reads(byRecovery())).toBe('ok');
});

test('shares of another laptop and of an older set are told, without an attempt; new ones make the old worthless', async () => {
  const older = await shares();
  const other = await vaultInFolder();
  try {
    const keeper = other.start();
    const foreign = await drawn(keeper, 'custodians');
    expect(await vault.reads(byShares(older[0], foreign[1] ?? ''))).toBe('share-of-other-vault');
  } finally {
    await other.remove();
  }
  const newer = await shares(byShares(older[0], older[2]));
  expect(await vault.reads(byShares(older[0], older[1]))).toBe('share-older');
  expect(await vault.reads(byShares(older[0], newer[1]))).toBe('share-older');
  expect((await vault.start().status()).waitMs).toBe(0);
  expect(await vault.reads(byShares(newer[0], newer[1]))).toBe('ok');
  expect(await kinds()).toEqual(['custodians', 'passphrase', 'recovery']);
  expect(await vault.reads(byShares(older[0], older[1]))).toBe('share-older');
});

test('points that do not belong to the secret open nothing, and count as an attempt', async () => {
  const { readShare, writeShare } = await import('../../shared/vault/custodian-share.ts');
  const [a, b] = await shares();
  const share = readShare(b);
  if (share === null) throw new Error('Not a share');
  share.point[0] = (share.point[0] ?? 0) ^ 1;
  const keeper = vault.start();
  const failed = await keeper.unlock(byShares(a, writeShare(share)));
  expect(failed).toEqual({ ok: false, failure: { kind: 'shares-wrong', waitMs: 1_000 } });
  expect(kindOf(await keeper.unlock(byShares(a, b)))).toBe('unlock-too-soon');
});

test('who keeps shares is told while it is open, and stands nowhere on the disk', async () => {
  await shares();
  const keeper = vault.start();
  expect(await keeper.status()).toMatchObject({
    state: 'locked',
    custodians: [],
    ways: ['custodians', 'passphrase', 'recovery'],
  });
  await keeper.unlock(byPassphrase);
  expect((await keeper.status()).custodians).toEqual(names);
  expect((await keeper.status()).name).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  keeper.lock();
  for (const bytes of await vault.bytes()) expect(bytes.includes('Calder')).toBe(false);
});

test('what is drawn holds when one code of it was typed back, and not before', async () => {
  const before = await vault.bytes();
  const keeper = vault.start();
  expect(kindOf(await keeper.confirm('anything'))).toBe('change-not-prepared');
  const codes = await drawn(keeper, 'custodians');
  expect(kindOf(await keeper.confirm(vault.recoveryKey))).toBe('share-mistyped');
  expect(await vault.bytes()).toEqual(before);
  keeper.lock();
  expect(kindOf(await keeper.confirm(codes[0] ?? ''))).toBe('change-not-prepared');
  expect(await vault.bytes()).toEqual(before);
  const [key] = await drawn(keeper, 'recovery');
  expect(kindOf(await keeper.confirm(codes[0] ?? ''))).toBe('recovery-key-mistyped');
  // What was changed since it was drawn stays.
  const next = 'granite violin seven harbours';
  expect(kindOf(await keeper.changePassphrase(byPassphrase, next))).toBe('ok');
  expect(kindOf(await keeper.confirm((key ?? '').toLowerCase()))).toBe('ok');
  expect(kindOf(await keeper.confirm(key ?? ''))).toBe('change-not-prepared');
  expect(await vault.reads({ way: 'passphrase', typed: next })).toBe('ok');
  expect(await vault.reads(byRecovery(key))).toBe('ok');
});

test('another recovery key makes the old paper worthless; passphrase and shares stay', async () => {
  const [a, , c] = await shares();
  const keeper = vault.start();
  const [key] = await drawn(keeper, 'recovery', byRecovery());
  expect(kindOf(await keeper.confirm(key ?? ''))).toBe('ok');
  expect(await vault.reads(byRecovery())).toBe('recovery-key-wrong');
  for (const entry of [byRecovery(key), byPassphrase, byShares(a, c)]) expect(await vault.reads(entry)).toBe('ok');
  for (const name of ['vault', 'vault-copy'] as const)
    expect(await kinds(name)).toEqual(['recovery', 'custodians', 'passphrase']);
});

test('a forgotten passphrase is changed by two custodians; the old one opens nothing, over a restart', async () => {
  const [a, b] = await shares();
  const next = 'granite violin seven harbours';
  expect(kindOf(await vault.start().changePassphrase(byShares(b, a), next))).toBe('ok');
  expect(await vault.reads(byPassphrase)).toBe('passphrase-wrong');
  for (const entry of [{ way: 'passphrase', typed: next } as const, byShares(a, b), byRecovery()]) {
    expect(await vault.reads(entry)).toBe('ok');
  }
});

test('no change without a way in, and none that a colleague at an open laptop could make', async () => {
  const before = await vault.bytes();
  const keeper = vault.start();
  await keeper.unlock(byPassphrase);
  const tries = [
    () => keeper.draft(byWrongPassphrase, { kind: 'recovery' }),
    () => keeper.remove(byWrongPassphrase, 'custodians'),
    () => keeper.startQuick(byWrongPassphrase),
    () => keeper.changePassphrase(byWrongPassphrase, 'granite violin seven harbours'),
  ];
  for (const attempt of tries) {
    expect(kindOf(await attempt())).toBe('passphrase-wrong');
    vault.clock.now += 600_000;
  }
  expect(await vault.bytes()).toEqual(before);
  expect(keeper.keys()).not.toBeNull();
});

test('the last but one lasting way in is never removed', async () => {
  const [a, b] = await shares();
  const keeper = vault.start();
  await keeper.startQuick(byPassphrase);
  expect(kindOf(await keeper.remove(byPassphrase, 'recovery'))).toBe('ok');
  expect(kindOf(await keeper.remove(byPassphrase, 'custodians'))).toBe('way-in-needed');
  expect(await vault.reads(byRecovery())).toBe('recovery-key-wrong');
  expect(await vault.reads(byShares(a, b))).toBe('ok');
  expect(kindOf(await keeper.remove(byShares(a, b), 'keychain'))).toBe('ok');
  const [key] = await drawn(keeper, 'recovery');
  await keeper.confirm(key ?? '');
  expect(kindOf(await keeper.remove(byPassphrase, 'custodians'))).toBe('ok');
  expect(kindOf(await keeper.remove(byPassphrase, 'recovery'))).toBe('way-in-needed');
  expect(await vault.reads(byShares(a, b))).toBe('share-older');
  expect(await vault.reads(byRecovery(key))).toBe('ok');
});

test('neither passphrase nor code nor name is ever written in the open', async () => {
  const codes = await shares();
  for (const name of ['vault', 'vault-copy', 'vault-attempts.json']) {
    const bytes = await readFile(join(vault.folder, name));
    for (const secret of [vaultPassphrase, vault.recoveryKey, ...codes, ...names]) {
      expect(bytes.includes(secret)).toBe(false);
    }
  }
});
