/** A vault in a folder for tests: set up, opened anew as after a restart, and looked at by what it sealed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TypedKey, UnlockEntry } from '../../electron/vault/open-vault.ts';
import { openSlots, proofOf } from '../../electron/vault/slots.ts';
import { createVaultKeeper, type VaultKeeper } from '../../electron/vault/vault-keeper.ts';
import { ok } from '../../shared/base/result.ts';
import { decodeVaultFile, encodeVaultFile, type VaultFile, type VaultSlot } from '../../shared/vault/vault-file.ts';
import { type FakeKeychain, fakeKeychain } from './fake-keychain.ts';
import { quickStretch } from './quick-stretch.ts';

export const vaultPassphrase = 'ferry lantern orbit clay';
export const byPassphrase: TypedKey = { way: 'passphrase', typed: vaultPassphrase };
/** What it is about to be opened by and is certainly not. */
export const byWrongPassphrase: TypedKey = { way: 'passphrase', typed: 'another lantern of clay' };

export interface VaultInFolder {
  readonly folder: string;
  readonly keychain: FakeKeychain;
  readonly recoveryKey: string;
  /** In milliseconds since 1970; tests move it. */
  readonly clock: { now: number };
  /** A start of main on the folder. */
  start(): VaultKeeper;
  /** Whether a fresh start opens by this, and what was sealed at first can be read: `ok`, or the kind of the failure. */
  reads(entry: UnlockEntry): Promise<string>;
  file(name?: 'vault' | 'vault-copy'): Promise<VaultFile>;
  bytes(): Promise<readonly Buffer[]>;
  put(bytes: readonly Uint8Array[]): Promise<void>;
  /** Writes other slots into both files; proved as only somebody could who holds the key, or with the proof that was there. */
  forge(change: (slots: readonly VaultSlot[]) => readonly VaultSlot[], isProved?: boolean): Promise<void>;
  remove(): Promise<void>;
}

const names = ['vault', 'vault-copy'] as const;

export async function vaultInFolder(): Promise<VaultInFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-vault-'));
  const keychain = fakeKeychain();
  const clock = { now: 1_750_000_000_000 };
  const start = () => createVaultKeeper({ folder, stretch: quickStretch, keychain, now: () => clock.now });
  const first = start();
  const prepared = await first.prepare(vaultPassphrase);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const vault: VaultInFolder = {
    folder,
    keychain,
    recoveryKey: prepared.value.recoveryKey,
    clock,
    start,
    async reads(entry) {
      // Past every wait: what is asked is whether it opens.
      clock.now += 600_000;
      const keeper = start();
      const unlocked = await keeper.unlock(entry);
      if (!unlocked.ok) return unlocked.failure.kind;
      const text = Buffer.from(unlocked.value.files.open(sealed, 'here')).toString();
      keeper.lock();
      return text === 'a word' ? 'ok' : 'something else';
    },
    async file(name = 'vault') {
      const decoded = decodeVaultFile(new Uint8Array(await readFile(join(folder, name))));
      if (!decoded.ok) throw new Error(decoded.failure.kind);
      return decoded.value;
    },
    bytes: () => Promise.all(names.map((name) => readFile(join(folder, name)))),
    async put(bytes) {
      for (const [at, name] of names.entries()) await writeFile(join(folder, name), bytes[at] ?? new Uint8Array());
    },
    async forge(change, isProved = false) {
      const { id, slots, proof } = await vault.file();
      const content = { id, slots: change(slots) };
      const file = encodeVaultFile(content, isProved ? proofOf(content, vaultKey) : proof);
      await vault.put([file, file]);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  const finished = await first.finish(vault.recoveryKey, async () => ok(null));
  if (!finished.ok) throw new Error(finished.failure.kind);
  const sealed = finished.value.files.seal(Buffer.from('a word'), 'here');
  const secret = { kind: 'passphrase', passphrase: vaultPassphrase } as const;
  const vaultKey = (await openSlots(await vault.file(), secret, quickStretch)) ?? new Uint8Array();
  return vault;
}
