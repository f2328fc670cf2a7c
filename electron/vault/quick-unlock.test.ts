/**
 * Quick unlock under every state of the system's keychain and at every step that a person takes with a vault: what was sealed
 * is readable afterwards by passphrase and paper, and nothing that cannot be read was written over.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quickUnlockDays } from '../../shared/vault/ways-in.ts';
import { type KeychainState, keychainStates } from '../../test/support/fake-keychain.ts';
import { byPassphrase, type VaultInFolder, vaultInFolder } from '../../test/support/vault-in-folder.ts';
import type { TypedKey, UnlockEntry } from './open-vault.ts';
import { quickSlotOf } from './quick-unlock.ts';
import type { VaultKeeper } from './vault-keeper.ts';

const byKeychain: UnlockEntry = { way: 'keychain' };
const next: TypedKey = { way: 'passphrase', typed: 'granite violin seven harbours' };
const dayMs = 86_400_000;
let vault: VaultInFolder;
beforeEach(async () => {
  vault = await vaultInFolder();
});
afterEach(() => vault.remove());

const kindOf = (answer: { readonly ok: boolean; readonly failure?: { readonly kind: string } }) =>
  answer.ok ? 'ok' : (answer.failure?.kind ?? '');
const slotNow = async () => quickSlotOf((await vault.file()).slots);
const byRecovery = (typed = vault.recoveryKey): TypedKey => ({ way: 'recovery', typed });

async function turnOn(): Promise<void> {
  expect(kindOf(await vault.start().startQuick(byPassphrase))).toBe('ok');
}

interface Step {
  readonly name: string;
  /** Quick unlock was turned on before, while the keychain was well. */
  readonly isOn: boolean;
  readonly act: (keeper: VaultKeeper) => Promise<string>;
  /** What it answers when the keychain is well, and when it is not. */
  readonly answers: readonly [well: string, ill: string];
  /** What becomes of the slot: as it was, another one, or none; when the keychain is well, and when it is not. */
  readonly slot: readonly [well: Fate, ill: Fate];
  /** What opens afterwards. */
  readonly opens?: (made: string) => readonly TypedKey[];
}
type Fate = 'same' | 'new' | 'none';
let made = '';

const steps: readonly Step[] = [
  {
    name: 'set-up',
    isOn: false,
    act: async (keeper) => kindOf(await keeper.startQuick(byPassphrase)),
    answers: ['ok', 'quick-unlock-impossible'],
    slot: ['new', 'none'],
  },
  {
    name: 'unlock by it',
    isOn: true,
    act: async (keeper) => kindOf(await keeper.unlock(byKeychain)),
    answers: ['ok', 'quick-unlock-unreadable'],
    slot: ['same', 'same'],
  },
  {
    name: 'unlock by passphrase',
    isOn: true,
    act: async (keeper) => kindOf(await keeper.unlock(byPassphrase)),
    answers: ['ok', 'ok'],
    slot: ['same', 'same'],
  },
  {
    name: 'change passphrase',
    isOn: true,
    act: async (keeper) => kindOf(await keeper.changePassphrase(byPassphrase, next.typed)),
    answers: ['ok', 'ok'],
    slot: ['same', 'same'],
    opens: () => [next, byRecovery()],
  },
  {
    name: 'new paper',
    isOn: true,
    async act(keeper) {
      const drafted = await keeper.draft(byPassphrase, { kind: 'recovery' });
      made = drafted.ok ? (drafted.value.codes[0] ?? '') : '';
      return kindOf(await keeper.confirm(made));
    },
    answers: ['ok', 'ok'],
    slot: ['same', 'same'],
    opens: () => [byPassphrase, byRecovery(made)],
  },
  {
    name: 'remove slot',
    isOn: true,
    act: async (keeper) => kindOf(await keeper.remove(byPassphrase, 'keychain')),
    answers: ['ok', 'ok'],
    slot: ['none', 'none'],
  },
  {
    name: 'remake slot',
    isOn: true,
    act: async (keeper) => kindOf(await keeper.startQuick(byPassphrase)),
    answers: ['ok', 'quick-unlock-unreadable'],
    slot: ['new', 'same'],
  },
  {
    name: 'restart',
    isOn: true,
    act: async (keeper) => (await keeper.status()).quick,
    // Asking without opening cannot tell a changed key from the right one.
    answers: ['ready', 'unreadable'],
    slot: ['same', 'same'],
  },
  {
    name: 'damaged beside its copy',
    isOn: true,
    async act(keeper) {
      const [, copy = Buffer.of()] = await vault.bytes();
      await vault.put([copy.subarray(0, 50), copy]);
      return kindOf(await keeper.unlock(byPassphrase));
    },
    answers: ['ok', 'ok'],
    slot: ['same', 'same'],
  },
];

/** What only opening finds out. */
const looksWell: ReadonlySet<KeychainState> = new Set(['locked', 'other-key', 'garbage']);
/** These seal for themselves and open what they sealed. */
const sealsAnew: ReadonlySet<KeychainState> = new Set(['other-backend', 'other-key']);

function expected(step: Step, state: KeychainState) {
  const isWell =
    state === 'ready' ||
    (step.name === 'restart' && looksWell.has(state)) ||
    (step.name === 'set-up' && sealsAnew.has(state));
  const at = isWell ? 0 : 1;
  return { answer: step.answers[at], fate: step.slot[at] };
}

const cases = steps.flatMap((step) => keychainStates.map((state) => ({ ...step, step, state })));

test('the matrix is whole', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map(({ name, state }) => `${name} ${state}`)).size).toBe(cases.length);
});

describe.each(cases)('$name while the keychain is $state', ({ step, state }) => {
  test('what was sealed is readable by another way in, and nothing is written over', async () => {
    if (step.isOn) await turnOn();
    const before = await slotNow();
    vault.keychain.state = state;
    const { answer, fate } = expected(step, state);
    expect(await step.act(vault.start())).toBe(answer);
    const after = await slotNow();
    if (fate === 'same') expect(after).toEqual(before);
    if (fate === 'none') expect(after).toBeNull();
    if (fate === 'new') {
      expect(after).not.toBeNull();
      expect(after).not.toEqual(before);
    }
    for (const entry of step.opens?.(made) ?? [byPassphrase, byRecovery()]) expect(await vault.reads(entry)).toBe('ok');
    // Whatever happened to the keychain: when it is as it was, its slot opens as before.
    const isOwn = fate === 'same' || (fate === 'new' && state === 'ready');
    vault.keychain.state = 'ready';
    if (isOwn) expect(await vault.reads(byKeychain)).toBe('ok');
  });
});

test('it is off until somebody turns it on, and turning it on takes more than an open laptop', async () => {
  const keeper = vault.start();
  await keeper.unlock(byPassphrase);
  expect((await keeper.status()).quick).toBe('off');
  expect(await vault.reads(byKeychain)).toBe('quick-unlock-off');
  vault.keychain.state = 'basic_text';
  expect((await keeper.status()).quick).toBe('impossible');
});

test('the store that sealed stands beside what it sealed, and what it sealed is not the key', async () => {
  await turnOn();
  const slot = await slotNow();
  expect(slot).toMatchObject({ kind: 'keychain', backend: 'gnome_libsecret' });
  expect(slot?.wrapped).not.toEqual(slot?.sealed);
});

test('its days end: it opens nothing then, and is gone when the passphrase opened', async () => {
  await turnOn();
  vault.clock.now += (quickUnlockDays - 1) * dayMs;
  expect(await vault.reads(byKeychain)).toBe('ok');
  vault.clock.now += dayMs;
  const before = await slotNow();
  expect((await vault.start().status()).quick).toBe('expired');
  expect(await vault.reads(byKeychain)).toBe('quick-unlock-expired');
  expect(await slotNow()).toEqual(before);
  expect(await vault.reads(byPassphrase)).toBe('ok');
  expect(await slotNow()).toBeNull();
});

test('a clock from before it was made is not believed, and takes nothing away', async () => {
  await turnOn();
  const now = vault.clock.now;
  vault.clock.now = 0;
  expect(await vault.reads(byKeychain)).toBe('quick-unlock-expired');
  expect(await vault.reads(byPassphrase)).toBe('ok');
  vault.clock.now = now;
  expect(await vault.reads(byKeychain)).toBe('ok');
});

test('more days for what still opens', async () => {
  await turnOn();
  const before = await slotNow();
  vault.clock.now += 5 * dayMs;
  await turnOn();
  expect((await slotNow())?.expiresAt).toBe((before?.expiresAt ?? 0) + 5 * dayMs);
});

test('a keychain that never answers keeps nobody waiting', async () => {
  await turnOn();
  vault.keychain.isAvailable = () => new Promise(() => {});
  const begun = Date.now();
  expect((await vault.start().status()).quick).toBe('unreadable');
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(await vault.reads(byPassphrase)).toBe('ok');
});
