import { argon2Sync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import { decodeVaultFile, encodeVaultFile, type VaultSlot } from '../../shared/vault/vault-file.ts';
import { noKeychain } from '../../test/support/fake-keychain.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import { argon2id } from './argon2.ts';
import { calibrate, type StretchOrder } from './stretch.ts';
import { createVaultKeeper } from './vault-keeper.ts';

const passphrase = 'ferry lantern orbit clay';
let folder: string;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-vault-'));
  now = 1_000_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keeper = () => createVaultKeeper({ folder, stretch: quickStretch, keychain: noKeychain, now: () => now });
const path = () => join(folder, 'vault');
const nothing = async () => ok(null);
/** A key is random: it may begin with any letter. */
const anotherLetter = (letter: string) => (letter === 'Z' ? 'Y' : 'Z');

async function setUp() {
  const vault = keeper();
  const prepared = await vault.prepare(passphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const { recoveryKey } = prepared.value;
  const finished = await vault.finish(recoveryKey, nothing);
  if (!finished.ok) throw new Error(finished.failure.kind);
  return { recoveryKey, sealed: finished.value.files.seal(Buffer.from('a word'), 'here') };
}

const kindOf = (answer: { readonly ok: boolean; readonly failure?: { readonly kind: string } }) =>
  answer.ok ? 'ok' : answer.failure?.kind;

test('the passphrase and the recovery key open it, from start to start; nothing else does', async () => {
  const { recoveryKey, sealed } = await setUp();
  for (const [way, typed] of [
    ['passphrase', passphrase],
    ['recovery', recoveryKey.toLowerCase()],
  ] as const) {
    const vault = keeper();
    expect((await vault.status()).state).toBe('locked');
    expect(kindOf(await vault.unlock({ way, typed }))).toBe('ok');
    expect(Buffer.from(vault.keys()?.files.open(sealed, 'here') ?? []).toString()).toBe('a word');
    expect(() => vault.keys()?.files.open(sealed, 'there')).toThrow();
    vault.lock();
    expect([vault.keys(), (await vault.status()).state]).toEqual([null, 'locked']);
  }
});

test('no vault is written before the recovery key was typed back, nor when what it protects could not be sealed', async () => {
  const vault = keeper();
  expect(kindOf(await vault.finish('anything', nothing))).toBe('vault-not-prepared');
  const prepared = await vault.prepare(passphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const { recoveryKey } = prepared.value;
  expect(kindOf(await vault.finish(recoveryKey.replace(/^./, anotherLetter), nothing))).toBe('recovery-key-mistyped');
  const full = async () => ({ ok: false as const, failure: { kind: 'disk-full' as const } });
  expect(kindOf(await vault.finish(recoveryKey, full))).toBe('disk-full');
  expect((await keeper().status()).state).toBe('none');
  expect(kindOf(await vault.finish(recoveryKey, nothing))).toBe('ok');
  expect(kindOf(await vault.finish(recoveryKey, nothing))).toBe('vault-not-prepared');
});

test('keys that were locked away seal and open nothing, whoever still holds them', async () => {
  await setUp();
  const vault = keeper();
  await vault.unlock({ way: 'passphrase', typed: passphrase });
  const kept = vault.keys();
  vault.lock();
  expect(() => kept?.files.seal(Buffer.from('x'), 'here')).toThrow('locked');
  expect([...(kept?.store ?? [1]), ...(kept?.index ?? [1])].every((byte) => byte === 0)).toBe(true);
});

test('attempts that fail make the next one wait, over a restart too, and take nothing', async () => {
  const { recoveryKey } = await setUp();
  const before = await readFile(path());
  const waits: unknown[] = [];
  for (let n = 0; n < 4; n += 1) {
    const failed = await keeper().unlock({ way: 'passphrase', typed: 'another lantern of clay' });
    waits.push(failed.ok ? null : failed.failure);
    expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('unlock-too-soon');
    now += (failed.ok ? 0 : (failed.failure as { waitMs: number }).waitMs) + 1;
  }
  expect(waits).toEqual([1, 2, 4, 8].map((s) => ({ kind: 'passphrase-wrong', waitMs: s * 1_000 })));
  expect(kindOf(await keeper().unlock({ way: 'recovery', typed: recoveryKey.slice(1) }))).toBe('recovery-key-mistyped');
  const other = await keeper().unlock({ way: 'recovery', typed: '0000-0000-0000-0000-0000-0000-0000-0000-0000' });
  expect(['recovery-key-mistyped', 'recovery-key-wrong']).toContain(kindOf(other));
  now += 600_000;
  expect(await readFile(path())).toEqual(before);
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('ok');
  expect((await keeper().status()).waitMs).toBe(0);
});

test('another passphrase wraps the key anew: the data stays, the old one is worthless, the recovery key holds', async () => {
  const { recoveryKey, sealed } = await setUp();
  const next = 'granite violin seven harbours';
  const vault = keeper();
  expect(kindOf(await vault.changePassphrase({ way: 'passphrase', typed: passphrase }, 'too short'))).toBe(
    'passphrase-too-short',
  );
  expect(kindOf(await vault.changePassphrase({ way: 'recovery', typed: recoveryKey }, next))).toBe('ok');
  for (const file of ['vault', 'vault-copy']) {
    const slots = decodeVaultFile(new Uint8Array(await readFile(join(folder, file))));
    expect(slots.ok && slots.value.slots.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery']);
  }
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('passphrase-wrong');
  now += 10_000;
  const again = keeper();
  expect(kindOf(await again.unlock({ way: 'passphrase', typed: next }))).toBe('ok');
  expect(Buffer.from(again.keys()?.files.open(sealed, 'here') ?? []).toString()).toBe('a word');
  expect(kindOf(await keeper().unlock({ way: 'recovery', typed: recoveryKey }))).toBe('ok');
});

test('every byte of the file that changes is noticed; its copy opens, and makes it whole', async () => {
  await setUp();
  const whole = await readFile(path());
  for (let at = 0; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] as number) ^ (1 << (at % 8));
    expect([at, kindOf(decodeVaultFile(new Uint8Array(damaged)))]).toEqual([at, 'vault-damaged']);
  }
  for (const size of [0, 1, 8, 100, whole.length - 1])
    expect(kindOf(decodeVaultFile(new Uint8Array(whole.subarray(0, size))))).toBe('vault-damaged');
  await writeFile(path(), whole.subarray(0, 50));
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('ok');
  expect(await readFile(path())).toEqual(whole);
});

test('with both files damaged it says so, and changes neither', async () => {
  await setUp();
  for (const file of ['vault', 'vault-copy']) await writeFile(join(folder, file), 'garbage');
  expect(await keeper().status()).toMatchObject({ state: 'locked', trouble: 'vault-damaged', waitMs: 0, ways: [] });
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('vault-damaged');
  expect(kindOf(await keeper().finish('anything', nothing))).toBe('vault-not-prepared');
  expect(await readFile(path(), 'utf8')).toBe('garbage');
});

/** The file as somebody would write it who can write files and knows no secret. */
async function forge(change: (slots: readonly VaultSlot[]) => readonly VaultSlot[]): Promise<void> {
  const read = decodeVaultFile(new Uint8Array(await readFile(path())));
  if (!read.ok) throw new Error(read.failure.kind);
  const { id, slots, proof } = read.value;
  await writeFile(path(), encodeVaultFile({ id, slots: change(slots) }, proof));
}

test.each([
  ['cheaper to guess', { memoryMiB: 64 }],
  ['with fewer passes', { passes: 2 }],
  ['so dear that it would hang', { memoryMiB: 4_096 }],
  ['of endless passes', { passes: 1_000 }],
])('a header made %s is refused before anything is computed', async (_name, cost) => {
  await setUp();
  await forge((slots) => slots.map((slot) => (slot.kind === 'passphrase' ? { ...slot, ...cost } : slot)));
  let stretched = 0;
  const count = (order: StretchOrder) => {
    stretched += 1;
    return quickStretch(order);
  };
  const vault = createVaultKeeper({ folder, stretch: count, keychain: noKeychain, now: () => now });
  expect((await vault.status()).trouble).toBe('vault-weakened');
  expect(kindOf(await vault.unlock({ way: 'passphrase', typed: passphrase }))).toBe('vault-weakened');
  expect(stretched).toBe(0);
});

test('a cost that is allowed and not the one that was sealed opens nothing, and a slot that was taken away is noticed', async () => {
  await setUp();
  const whole = await readFile(path());
  await forge((slots) => slots.map((slot) => (slot.kind === 'passphrase' ? { ...slot, passes: 4 } : slot)));
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('passphrase-wrong');
  now += 10_000;
  await writeFile(path(), whole);
  await forge((slots) => slots.filter(({ kind }) => kind === 'passphrase'));
  const forged = await readFile(path());
  // The copy is as it was: it opens, and the file is whole again.
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('ok');
  expect(await readFile(path())).toEqual(whole);
  for (const file of ['vault', 'vault-copy']) await writeFile(join(folder, file), forged);
  expect(kindOf(await keeper().unlock({ way: 'passphrase', typed: passphrase }))).toBe('vault-altered');
  for (const file of ['vault', 'vault-copy']) expect(await readFile(join(folder, file))).toEqual(forged);
});

test('the cost is measured: dearer on a fast machine, the floor on a slow one, never below', async () => {
  const costOn = async (milliseconds: number) => {
    let clock = 0;
    return calibrate(
      async (order) => {
        clock += milliseconds;
        return quickStretch(order);
      },
      () => clock,
    );
  };
  expect(await costOn(400)).toEqual({ memoryMiB: 256, passes: 6 });
  expect(await costOn(900)).toEqual({ memoryMiB: 256, passes: 3 });
  expect(await costOn(10)).toEqual({ memoryMiB: 256, passes: 10 });
  expect(await costOn(9_000)).toEqual({ memoryMiB: 128, passes: 3 });
  expect(
    await calibrate(
      () => Promise.reject(new Error('no memory')),
      () => 0,
    ),
  ).toEqual({ memoryMiB: 128, passes: 3 });
});

test('it is the Argon2id of the standard', async () => {
  const salt = new Uint8Array(16).fill(3);
  const cost = { memoryMiB: 128, passes: 3 };
  const expected = argon2Sync('argon2id', {
    message: 'ferry lantern é',
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: cost.memoryMiB * 1024,
    passes: cost.passes,
  });
  expect(Buffer.from(await argon2id('ferry lantern e\u0301', salt, cost))).toEqual(expected);
}, 60_000);
