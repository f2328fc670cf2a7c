import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeKeychain, noKeychain } from '../../test/support/fake-keychain.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import {
  byPassphrase,
  type VaultInFolder,
  vaultInFolder,
  vaultPassphrase,
} from '../../test/support/vault-in-folder.ts';
import { type OpeningParts, openVault, type TypedKey } from './open-vault.ts';
import { openQuick } from './quick-unlock.ts';
import { vaultFilesIn } from './vault-files.ts';
import { createVaultKeeper } from './vault-keeper.ts';
import type { VaultKeys } from './vault-keys.ts';

const made: ArrayBuffer[] = [];
/** Every key and secret has memory of its own (key-bytes.ts), which is made here. */
class NotedBuffer extends ArrayBuffer {
  constructor(size: number) {
    super(size);
    made.push(this);
  }
}

let vault: VaultInFolder;
let empty: string;
beforeEach(async () => {
  vault = await vaultInFolder();
  empty = await mkdtemp(join(tmpdir(), 'waypost-vault-'));
  vi.stubGlobal('ArrayBuffer', NotedBuffer);
  made.length = 0;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await vault.remove();
  await rm(empty, { recursive: true, force: true });
});

/** How many keys were made since the last call, and of how many something is left. */
function taken(): { readonly keys: number; readonly left: number } {
  const keys = made.splice(0);
  return { keys: keys.length, left: keys.filter((key) => new Uint8Array(key).some((byte) => byte !== 0)).length };
}

const refuses = () => Promise.reject(Object.assign(new Error('Refused'), { code: 'ENOSPC' }));
const byRecovery = (): TypedKey => ({ way: 'recovery', typed: vault.recoveryKey });
const partsWith = (more: Partial<OpeningParts> = {}): OpeningParts => ({
  files: vaultFilesIn(vault.folder),
  attempts: { read: async () => ({ count: 0, lastAt: 0 }), keep: async () => {} },
  ...{ stretch: quickStretch, keychain: vault.keychain, now: () => vault.clock.now, ...more },
});
const attemptsThat = (keep: (count: number) => Promise<void>) => ({ ...partsWith().attempts, keep });

test('a key that is not handed on is overwritten when the disk or the machine refuses', async () => {
  // Before the slot is opened, and after it.
  for (const [refused, keys] of [
    [1, 1],
    [0, 2],
  ]) {
    const attempts = attemptsThat((count) => (count === refused ? refuses() : Promise.resolve()));
    await expect(openVault(partsWith({ attempts }), byRecovery())).rejects.toThrow('Refused');
    expect(taken()).toEqual({ keys, left: 0 });
  }
  // A disk that refuses the vault's file, at an unlock and at a change of ways.
  await rm(join(vault.folder, 'vault-copy'));
  await mkdir(join(vault.folder, 'vault-copy.new'));
  const keeper = vault.start();
  for (const work of [
    () => keeper.unlock(byPassphrase),
    () => keeper.changePassphrase(byPassphrase, 'granite violin seven harbours'),
  ]) {
    expect((await work()).ok).toBe(false);
    expect(taken()).toEqual({ keys: 1, left: 0 });
  }
  expect(keeper.keys()).toBeNull();
});

test('what was drawn for a vault or a paper that does not come about is overwritten', async () => {
  const setting = { folder: empty, keychain: noKeychain, now: () => 1 };
  const poor = createVaultKeeper({ ...setting, stretch: () => Promise.reject(new Error('No memory')) });
  await expect(poor.prepare(vaultPassphrase)).rejects.toThrow('No memory');
  expect(taken()).toEqual({ keys: 2, left: 0 });
  const names = [1n] as unknown as string[];
  await expect(vault.start().draft(byPassphrase, { kind: 'custodians', names })).rejects.toThrow('BigInt');
  expect(taken()).toEqual({ keys: 2, left: 0 });
  // What was to be sealed before there is a vault could not be.
  const keeper = createVaultKeeper({ ...setting, stretch: quickStretch });
  const prepared = await keeper.prepare(vaultPassphrase);
  let store = new Uint8Array(1) as Uint8Array;
  const sealing = (keys: VaultKeys) => {
    store = keys.store;
    return refuses();
  };
  expect((await keeper.finish(prepared.ok ? prepared.value.recoveryKey : '', sealing)).ok).toBe(false);
  expect(store).toEqual(new Uint8Array(32));
});

test('points of shares that are refused, and a secret of a wrong length, are overwritten', async () => {
  const drafted = await vault.start().draft(byPassphrase, { kind: 'custodians', names: ['Ines', 'Tomasz', 'Layla'] });
  const [share = ''] = drafted.ok ? drafted.value.codes : [];
  const sliced = vi.spyOn(Uint8Array.prototype, 'slice');
  for (const [second, kind] of [
    ['slip of the pen', 'share-mistyped'],
    [share, 'share-older'],
  ] as const) {
    sliced.mockClear();
    expect(await openVault(partsWith(), { way: 'custodians', typed: share, second })).toMatchObject({
      failure: { kind },
    });
    const points = sliced.mock.results.map(({ value }) => value as Uint8Array).filter(({ length }) => length === 21);
    expect(points.length).toBeGreaterThan(0);
    expect(points.flatMap((point) => [...point]).every((byte) => byte === 0)).toBe(true);
  }
  taken();
  const keychain = { ...fakeKeychain(), open: async () => new Uint8Array(16).fill(7) };
  const none = new Uint8Array(16);
  const told = { backend: keychain.backend(), sealed: none, madeAt: 0, expiresAt: 1 };
  expect(await openQuick({ kind: 'keychain', salt: none, nonce: none, wrapped: none, ...told }, keychain)).toBeNull();
  expect(taken()).toEqual({ keys: 1, left: 0 });
});
