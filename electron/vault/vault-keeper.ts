/**
 * Keeps the vault of a profile: sets it up, opens it, changes its ways in, and holds the keys while it is open. Nothing here
 * ever wipes: whatever goes wrong, the file and all that it protects stay as they are, and the failure says what it was.
 */
import { randomBytes } from 'node:crypto';
import { type DiskFailure, diskFailureOf } from '../../disk/safe-files.ts';
import { equalBytes } from '../../shared/base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { faultOfPassphrase, type PassphraseFault } from '../../shared/domain/passphrase-rules.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import { readRecoveryKey, recoveryKeySize, writeRecoveryKey } from '../../shared/vault/recovery-key.ts';
import { saltSize, type VaultContent, vaultKeySize } from '../../shared/vault/vault-file.ts';
import { attemptsFileIn } from './attempts.ts';
import { drawKey, forgetKeys, holdingKeys } from './key-bytes.ts';
import { type OpeningParts, openVault, type TypedKey, type UnlockEntry, type UnlockFailure } from './open-vault.ts';
import { type SystemKeychain, withoutExpired } from './quick-unlock.ts';
import { passphraseSlot, recoverySlot } from './slots.ts';
import { calibrate, type Stretch } from './stretch.ts';
import { vaultFilesIn } from './vault-files.ts';
import { openVaultKeys, type VaultKeys } from './vault-keys.ts';
import { statusOf, type VaultStatus } from './vault-status.ts';
import { createWaysIn, type WaysIn } from './ways-in.ts';

type PassphraseFailure = Failure<`passphrase-${PassphraseFault}`>;

export interface VaultKeeper {
  status(): Promise<VaultStatus>;
  /** The keys while it is open. */
  keys(): VaultKeys | null;
  /** Makes a vault in memory and gives its recovery key, which is to be typed back. Nothing is written yet. */
  prepare(passphrase: string): Promise<Result<{ readonly recoveryKey: string }, PassphraseFailure>>;
  /**
   * Writes the prepared vault and opens it. What is there to be protected is sealed by `before`; when that fails, there is no vault.
   */
  finish(
    typed: string,
    before: (keys: VaultKeys) => Promise<Result<unknown, DiskFailure>>,
  ): Promise<Result<VaultKeys, Failure<'recovery-key-mistyped'> | Failure<'vault-not-prepared'> | DiskFailure>>;
  unlock(entry: UnlockEntry): Promise<Result<VaultKeys, UnlockFailure>>;
  /** Wraps the key anew for another passphrase; whoever forgot theirs has the other ways in. What is open stays open. */
  changePassphrase(key: TypedKey, next: string): Promise<Result<null, UnlockFailure | PassphraseFailure>>;
  /** Makes what is kept on paper: drawn first, and in force when it was typed back. */
  draft(...asked: Parameters<WaysIn['draft']>): ReturnType<WaysIn['draft']>;
  confirm(typed: string): ReturnType<WaysIn['confirm']>;
  remove(...asked: Parameters<WaysIn['remove']>): ReturnType<WaysIn['remove']>;
  /** Lets the system's keychain open it for some days. */
  startQuick(key: TypedKey): ReturnType<WaysIn['startQuick']>;
  /** Overwrites the keys. */
  lock(): void;
}

export interface VaultKeeperOptions {
  /** Of the profile. */
  readonly folder: string;
  readonly stretch: Stretch;
  readonly keychain: SystemKeychain;
  readonly now: () => number;
}

interface Prepared {
  readonly content: VaultContent;
  readonly vaultKey: Uint8Array;
  readonly recoveryKey: Uint8Array;
}

export function createVaultKeeper({ folder, stretch, keychain, now }: VaultKeeperOptions): VaultKeeper {
  const files = vaultFilesIn(folder);
  const parts: OpeningParts = { files, attempts: attemptsFileIn(folder, now), stretch, keychain, now };
  const queue = createQueue();
  const ways = createWaysIn(parts);
  /** One after the other; a disk that cannot be read or written is an expected failure. */
  const inTurn = <R extends Result<unknown, unknown>>(work: () => Promise<R>) => queue.run(() => guarded(work));
  let keys: VaultKeys | null = null;
  let prepared: Prepared | null = null;
  const lock = () => {
    ways.forget();
    keys?.forget();
    keys = null;
  };
  /** The key itself is its holder's to overwrite. */
  const adopt = (vaultKey: Uint8Array) => {
    lock();
    keys = openVaultKeys(vaultKey);
    return keys;
  };

  return {
    status: () => statusOf(parts, keys),
    keys: () => keys,
    lock,
    prepare: (passphrase) =>
      queue.run(async () => {
        const fault = faultOfPassphrase(passphrase, []);
        if (fault !== null) return fail({ kind: `passphrase-${fault}` as const });
        forgetPrepared(prepared);
        prepared = null;
        prepared = await prepareVault(parts, passphrase);
        return ok({ recoveryKey: writeRecoveryKey(prepared.recoveryKey) });
      }),
    finish: (typed, before) =>
      inTurn(async () => {
        if (prepared === null || (await files.read()) !== null) return fail({ kind: 'vault-not-prepared' as const });
        const typedKey = readRecoveryKey(typed);
        const isTyped = typedKey !== null && equalBytes(typedKey, prepared.recoveryKey);
        forgetKeys(typedKey);
        if (!isTyped) {
          return fail({ kind: 'recovery-key-mistyped' as const });
        }
        const fresh = openVaultKeys(prepared.vaultKey);
        const sealed = await before(fresh).finally(fresh.forget);
        if (!sealed.ok) return sealed;
        await files.write(prepared.content, prepared.vaultKey);
        const opened = adopt(prepared.vaultKey);
        forgetPrepared(prepared);
        prepared = null;
        return ok(opened);
      }),
    unlock: (entry) =>
      inTurn(() =>
        holdingKeys(async ({ hold }) => {
          const opened = await openVault(parts, entry);
          if (!opened.ok) return opened;
          const { content, isDamaged } = opened.value;
          const vaultKey = hold(opened.value.vaultKey);
          // What could only be read in part is not written over: a person renews it, or brings a backup.
          if (!isDamaged) await files.write({ id: content.id, slots: withoutExpired(content.slots, now()) }, vaultKey);
          return ok(adopt(vaultKey));
        }),
      ),
    changePassphrase: (key, next) =>
      inTurn(async () => {
        const fault = faultOfPassphrase(next, []);
        if (fault !== null) return fail({ kind: `passphrase-${fault}` as const });
        return ways.changePassphrase(key, next);
      }),
    draft: (key, what) => inTurn(() => ways.draft(key, what)),
    confirm: (typed) => inTurn(() => ways.confirm(typed)),
    remove: (key, kind) => inTurn(() => ways.remove(key, kind)),
    startQuick: (key) => inTurn(() => ways.startQuick(key)),
  };
}

function prepareVault({ stretch, now }: OpeningParts, passphrase: string): Promise<Prepared> {
  return holdingKeys(async ({ hold, handOn }) => {
    const id = new Uint8Array(randomBytes(saltSize));
    const [vaultKey, recoveryKey] = [hold(drawKey(vaultKeySize)), hold(drawKey(recoveryKeySize))];
    const wrapping = { id, vaultKey, stretch };
    const slot = await passphraseSlot(wrapping, passphrase, await calibrate(stretch, now));
    const content = { id, slots: [slot, recoverySlot(wrapping, recoveryKey)] };
    return { content, vaultKey: handOn(vaultKey), recoveryKey: handOn(recoveryKey) };
  });
}

function forgetPrepared(prepared: Prepared | null): void {
  forgetKeys(prepared?.vaultKey, prepared?.recoveryKey);
}

async function guarded<R extends Result<unknown, unknown>>(
  work: () => Promise<R>,
): Promise<R | { readonly ok: false; readonly failure: DiskFailure }> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return fail(diskFailureOf(error));
  }
}
