/** What can be wrong with a vault's file and with what is typed: each has its own name, and nothing is ever changed by it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import { encodeVaultFile, salvageVaultFile, type VaultSlot } from '../../shared/vault/vault-file.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import {
  byPassphrase,
  byWrongPassphrase,
  type VaultInFolder,
  vaultInFolder,
} from '../../test/support/vault-in-folder.ts';
import type { UnlockEntry } from './open-vault.ts';
import { openSlots } from './slots.ts';
import { vaultFilesIn } from './vault-files.ts';

let vault: VaultInFolder;
beforeEach(async () => {
  vault = await vaultInFolder();
});
afterEach(() => vault.remove());

const byRecovery = (): UnlockEntry => ({ way: 'recovery', typed: vault.recoveryKey });
const flipped = (bytes: Uint8Array, at: number) => {
  const damaged = Uint8Array.from(bytes);
  damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
  return damaged;
};
/** A slot of a kind that this edition has not heard of. */
const newer = { kind: 'newer', content: { kind: 'passkey', of: { key: Uint8Array.of(1, 2, 3), years: 3 } } } as const;
const hurt = (slot: VaultSlot): VaultSlot =>
  slot.kind === 'newer' ? slot : { ...slot, wrapped: new Uint8Array(flipped(slot.wrapped, 7)) };

interface Case {
  readonly name: string;
  readonly wrong: () => Promise<void>;
  readonly entry?: () => UnlockEntry;
  readonly answer: string;
  /** What still opens it as it lies there. */
  readonly opens: () => readonly UnlockEntry[];
}

const cases: readonly Case[] = [
  {
    name: 'a wrong passphrase',
    wrong: async () => {},
    entry: () => byWrongPassphrase,
    answer: 'passphrase-wrong',
    opens: () => [byPassphrase, byRecovery()],
  },
  {
    name: 'a slot that was hit before the file was written, and is proved with it',
    wrong: () => vault.forge((slots) => slots.map((slot) => (slot.kind === 'passphrase' ? hurt(slot) : slot)), true),
    answer: 'passphrase-wrong',
    opens: () => [byRecovery()],
  },
  {
    name: 'the slot of the passphrase damaged in file and copy',
    async wrong() {
      const [bytes] = await vault.bytes();
      const [slot] = (await vault.file()).slots;
      if (bytes === undefined || slot?.kind !== 'passphrase') throw new Error('Not as it is set up');
      const at = bytes.indexOf(slot.wrapped) + 5;
      await vault.put([flipped(bytes, at), flipped(bytes, at + 3)]);
    },
    answer: 'slot-damaged',
    opens: () => [byRecovery()],
  },
  {
    name: 'the file damaged, its copy good',
    async wrong() {
      const [bytes, copy] = await vault.bytes();
      await vault.put([(bytes ?? Buffer.of()).subarray(0, 60), copy ?? Buffer.of()]);
    },
    answer: 'ok',
    opens: () => [byRecovery()],
  },
  {
    name: 'both files beyond reading',
    wrong: () => vault.put([Buffer.from('garbage'), Buffer.from('rubbish')]),
    answer: 'vault-damaged',
    opens: () => [],
  },
  {
    name: 'a header made cheaper to guess',
    wrong: () =>
      vault.forge((slots) => slots.map((slot) => (slot.kind === 'passphrase' ? { ...slot, memoryMiB: 8 } : slot))),
    answer: 'vault-weakened',
    opens: () => [],
  },
  {
    name: 'a slot taken away by somebody who cannot open it',
    wrong: () => vault.forge((slots) => slots.filter(({ kind }) => kind === 'passphrase')),
    answer: 'vault-altered',
    opens: () => [],
  },
  {
    name: 'a slot of a kind that only a newer edition knows',
    wrong: () => vault.forge((slots) => [newer, ...slots], true),
    answer: 'ok',
    opens: () => [byPassphrase, byRecovery()],
  },
  {
    name: 'nothing but slots of a newer edition',
    wrong: () => vault.forge(() => [newer], true),
    answer: 'vault-too-new',
    opens: () => [],
  },
];

test.each(cases)('$name: $answer', async ({ wrong, entry = () => byPassphrase, answer, opens }) => {
  await wrong();
  const before = await vault.bytes();
  expect(await vault.reads(entry())).toBe(answer);
  if (answer !== 'ok') expect(await vault.bytes()).toEqual(before);
  for (const other of opens()) expect(await vault.reads(other)).toBe('ok');
});

test('a slot of a newer edition is kept through every change that this one makes', async () => {
  await vault.forge((slots) => [...slots, newer], true);
  const keeper = vault.start();
  const kept = async () => (await vault.file()).slots.filter(({ kind }) => kind === 'newer');
  await keeper.unlock(byPassphrase);
  expect(await kept()).toEqual([newer]);
  const next = 'granite violin seven harbours';
  expect((await keeper.changePassphrase(byPassphrase, next)).ok).toBe(true);
  const key = { way: 'passphrase', typed: next } as const;
  const drafted = await keeper.draft(key, { kind: 'recovery' });
  expect((await keeper.confirm(drafted.ok ? (drafted.value.codes[0] ?? '') : '')).ok).toBe(true);
  expect((await keeper.startQuick(key)).ok).toBe(true);
  expect((await keeper.remove(key, 'keychain')).ok).toBe(true);
  expect(await kept()).toEqual([newer]);
  expect((await keeper.status()).ways).toContain('newer');
});

test('what was damaged in part is renewed by whoever still gets in, and whole from then on', async () => {
  const [bytes] = await vault.bytes();
  const [slot] = (await vault.file()).slots;
  if (bytes === undefined || slot?.kind !== 'passphrase') throw new Error('Not as it is set up');
  const damaged = flipped(bytes, bytes.indexOf(slot.wrapped) + 5);
  await vault.put([damaged, damaged]);
  expect(await vault.start().status()).toMatchObject({ state: 'locked', trouble: 'slot-damaged' });
  expect(await vault.reads(byRecovery())).toBe('ok');
  // Opening alone writes nothing over it.
  expect(await vault.bytes()).toEqual([Buffer.from(damaged), Buffer.from(damaged)]);
  const keeper = vault.start();
  expect((await keeper.changePassphrase({ way: 'recovery', typed: vault.recoveryKey }, byPassphrase.typed)).ok).toBe(
    true,
  );
  expect((await keeper.status()).trouble).toBeNull();
  expect(await vault.reads(byPassphrase)).toBe('ok');
});

test('whichever byte of the file changes, its copy is read; and of a damaged file no slot opens that was hit', async () => {
  const [bytes = Buffer.of()] = await vault.bytes();
  const whole = await vault.file();
  const secret = { kind: 'passphrase', passphrase: byPassphrase.typed } as const;
  const vaultKey = await openSlots(whole, secret, quickStretch);
  let salvaged = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = flipped(bytes, at);
    await writeFile(join(vault.folder, 'vault'), damaged);
    const read = await vaultFilesIn(vault.folder).read();
    expect([at, read]).toEqual([at, ok({ isDamaged: false, content: whole, copy: null })]);
    const rest = salvageVaultFile(damaged);
    const opened = rest === null ? null : await openSlots(rest, secret, quickStretch);
    if (opened !== null) salvaged += 1;
    expect([at, opened ?? vaultKey]).toEqual([at, vaultKey]);
  }
  // Most bytes are of the other slot, the proof and the sum.
  expect(salvaged).toBeGreaterThan(bytes.length / 3);
  expect(salvaged).toBeLessThan(bytes.length);
});

test('a slot that somebody put in who cannot open the vault opens nothing', async () => {
  const other = await vaultInFolder();
  const { slots } = await other.file();
  await other.remove();
  const { id, proof } = await vault.file();
  const foreign = encodeVaultFile({ id, slots }, proof);
  await vault.put([foreign, foreign]);
  expect(await vault.reads(byPassphrase)).toBe('passphrase-wrong');
});
