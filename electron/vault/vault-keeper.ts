/**
 * Keeps the vault of a profile: sets it up, opens it, changes a way in, and holds the keys while it is open. Nothing here ever
 * wipes: whatever goes wrong, the file and all that it protects stay as they are, and the failure says what it was.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { equalBytes } from '../../shared/base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { faultOfPassphrase, type PassphraseFault } from '../../shared/domain/passphrase-rules.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import { readRecoveryKey, recoveryKeySize, writeRecoveryKey } from '../../shared/vault/recovery-key.ts';
import { type FailedAttempts, waitAfter } from '../../shared/vault/unlock-delay.ts';
import {
  decodeVaultFile,
  encodeVaultFile,
  saltSize,
  type VaultContent,
  type VaultFile,
  type VaultFileFailure,
  vaultKeySize,
} from '../../shared/vault/vault-file.ts';
import { type DiskFailure, diskFailureOf, readIfThere, writeWhole } from '../safe-files.ts';
import { isProved, openSlots, passphraseSlot, proofOf, recoverySlot, type Secret } from './slots.ts';
import { calibrate, type Stretch } from './stretch.ts';
import { openVaultKeys, type VaultKeys } from './vault-keys.ts';

export type UnlockWay = 'passphrase' | 'recovery';
type Waiting<K extends string> = Failure<K> & { readonly waitMs: number };
type OpenFailure =
  | VaultFileFailure
  | Waiting<'passphrase-wrong'>
  | Waiting<'recovery-key-wrong'>
  | Waiting<'unlock-too-soon'>
  | Failure<'recovery-key-mistyped'>;
type UnlockFailure = OpenFailure | DiskFailure;
type PassphraseFailure = Failure<`passphrase-${PassphraseFault}`>;

export interface VaultStatus {
  readonly state: 'none' | 'locked' | 'open';
  /** Milliseconds until the next attempt is looked at. */
  readonly waitMs: number;
  /** Why no secret will open it as it is. */
  readonly trouble: VaultFileFailure['kind'] | null;
}

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
  unlock(way: UnlockWay, typed: string): Promise<Result<VaultKeys, UnlockFailure>>;
  /** Wraps the key anew for another passphrase; whoever forgot theirs has the recovery key. */
  changePassphrase(
    way: UnlockWay,
    typed: string,
    next: string,
  ): Promise<Result<null, UnlockFailure | PassphraseFailure>>;
  /** Overwrites the keys. */
  lock(): void;
}

export interface VaultKeeperOptions {
  /** Of the profile. */
  readonly folder: string;
  readonly stretch: Stretch;
  readonly now: () => number;
}

interface Prepared {
  readonly content: VaultContent;
  readonly vaultKey: Buffer;
  readonly recoveryKey: Buffer;
}

export function createVaultKeeper({ folder, stretch, now }: VaultKeeperOptions): VaultKeeper {
  const files = [join(folder, 'vault'), join(folder, 'vault-copy')] as const;
  const attemptsFile = join(folder, 'vault-attempts.json');
  const queue = createQueue();
  let keys: VaultKeys | null = null;
  let prepared: Prepared | null = null;

  /** The vault as it is on the disk; null when there is none. One that rotted is read from its copy. */
  const read = async (): Promise<Result<VaultFile, VaultFileFailure> | null> => {
    const found: Result<VaultFile, VaultFileFailure>[] = [];
    for (const file of files) {
      const bytes = await readIfThere(file);
      const decoded = bytes === null ? null : decodeVaultFile(new Uint8Array(bytes));
      if (decoded !== null && (decoded.ok || decoded.failure.kind !== 'vault-damaged')) return decoded;
      if (decoded !== null) found.push(decoded);
    }
    return found[0] ?? null;
  };
  const write = async (content: VaultContent, vaultKey: Uint8Array) => {
    const file = encodeVaultFile(content, proofOf(content, vaultKey));
    for (const path of files) {
      const before = await readIfThere(path);
      if (before === null || !equalBytes(before, file)) await writeWhole(path, file);
    }
  };
  const attempts = async (): Promise<FailedAttempts> => {
    const kept = await readIfThere(attemptsFile);
    return kept === null ? { count: 0, lastAt: 0 } : readAttempts(kept);
  };
  const keep = (count: number) => writeWhole(attemptsFile, JSON.stringify({ count, lastAt: now() }));

  /** The vault's key by what was typed. Counts the attempt before it is made: a kill in the middle is not a free one. */
  const open = async (
    way: UnlockWay,
    typed: string,
  ): Promise<Result<{ readonly vaultKey: Buffer; readonly file: VaultFile }, UnlockFailure>> => {
    const failed = await attempts();
    const waitMs = waitAfter(failed, now());
    if (waitMs > 0) return fail({ kind: 'unlock-too-soon', waitMs });
    const file = await read();
    if (file === null) return fail({ kind: 'vault-damaged' });
    if (!file.ok) return file;
    const secret = secretOf(way, typed);
    if (secret === null) return fail({ kind: 'recovery-key-mistyped' });
    const count = failed.count + 1;
    await keep(count);
    const vaultKey = await openSlots(file.value, secret, stretch);
    if (vaultKey === null) {
      await keep(count);
      const kind = way === 'passphrase' ? 'passphrase-wrong' : 'recovery-key-wrong';
      return fail({ kind, waitMs: waitAfter({ count, lastAt: now() }, now()) });
    }
    await keep(0);
    if (!isProved(file.value, vaultKey)) {
      vaultKey.fill(0);
      return fail({ kind: 'vault-damaged' });
    }
    return ok({ vaultKey, file: file.value });
  };
  const lock = () => {
    keys?.forget();
    keys = null;
  };
  const adopt = (vaultKey: Buffer) => {
    lock();
    keys = openVaultKeys(vaultKey);
    vaultKey.fill(0);
    return keys;
  };

  return {
    async status() {
      const file = await read();
      const state = keys !== null ? 'open' : file === null ? 'none' : 'locked';
      const trouble = file === null || file.ok ? null : file.failure.kind;
      return { state, trouble, waitMs: waitAfter(await attempts(), now()) };
    },
    keys: () => keys,
    lock,
    prepare: (passphrase) =>
      queue.run(async () => {
        const fault = faultOfPassphrase(passphrase, []);
        if (fault !== null) return fail({ kind: `passphrase-${fault}` as const });
        forgetPrepared(prepared);
        const id = new Uint8Array(randomBytes(saltSize));
        const [vaultKey, recoveryKey] = [randomBytes(vaultKeySize), randomBytes(recoveryKeySize)];
        const wrapping = { id, vaultKey, stretch };
        const slot = await passphraseSlot(wrapping, passphrase, await calibrate(stretch, now));
        const slots = [slot, recoverySlot(wrapping, recoveryKey)];
        prepared = { content: { id, slots }, vaultKey, recoveryKey };
        return ok({ recoveryKey: writeRecoveryKey(recoveryKey) });
      }),
    finish: (typed, before) =>
      queue.run(() =>
        guarded(async () => {
          if (prepared === null || (await read()) !== null) return fail({ kind: 'vault-not-prepared' as const });
          const typedKey = readRecoveryKey(typed);
          if (typedKey === null || !equalBytes(typedKey, prepared.recoveryKey)) {
            return fail({ kind: 'recovery-key-mistyped' as const });
          }
          const fresh = openVaultKeys(prepared.vaultKey);
          const sealed = await before(fresh);
          fresh.forget();
          if (!sealed.ok) return sealed;
          await write(prepared.content, prepared.vaultKey);
          const opened = adopt(prepared.vaultKey);
          forgetPrepared(prepared);
          prepared = null;
          return ok(opened);
        }),
      ),
    unlock: (way, typed) =>
      queue.run(() =>
        guarded(async () => {
          const opened = await open(way, typed);
          if (!opened.ok) return opened;
          const { file, vaultKey } = opened.value;
          await write(file, vaultKey);
          return ok(adopt(vaultKey));
        }),
      ),
    changePassphrase: (way, typed, next) =>
      queue.run(() =>
        guarded(async () => {
          const fault = faultOfPassphrase(next, []);
          if (fault !== null) return fail({ kind: `passphrase-${fault}` as const });
          const opened = await open(way, typed);
          if (!opened.ok) return opened;
          const { vaultKey, file } = opened.value;
          const cost = await calibrate(stretch, now);
          const slot = await passphraseSlot({ id: file.id, vaultKey, stretch }, next, cost);
          const slots = [slot, ...file.slots.filter(({ kind }) => kind !== 'passphrase')];
          await write({ id: file.id, slots }, vaultKey);
          adopt(vaultKey);
          return ok(null);
        }),
      ),
  };
}

function secretOf(way: UnlockWay, typed: string): Secret | null {
  if (way === 'passphrase') return { kind: 'passphrase', passphrase: typed };
  const key = readRecoveryKey(typed);
  return key === null ? null : { kind: 'recovery', key };
}

function readAttempts(bytes: Buffer): FailedAttempts {
  try {
    const { count, lastAt } = JSON.parse(bytes.toString('utf8')) as Partial<FailedAttempts>;
    if (Number.isSafeInteger(count) && Number.isSafeInteger(lastAt)) return { count, lastAt } as FailedAttempts;
  } catch {
    // A file that rotted makes nobody wait: whoever can write it could try on a copy anyway.
  }
  return { count: 0, lastAt: 0 };
}

function forgetPrepared(prepared: Prepared | null): void {
  prepared?.vaultKey.fill(0);
  prepared?.recoveryKey.fill(0);
}

/** A disk that cannot be read or written is an expected failure. */
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
