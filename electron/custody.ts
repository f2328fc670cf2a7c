/**
 * Which profile is open: a plain one from the start, a sealed one between its unlocking and its locking, or none. What
 * belongs to a profile (identity, journal, the line to the hub) begins and ends with it.
 */

import { type DiskFailure, diskFailureOf } from '../disk/safe-files.ts';
import { type Failure, fail, ok, type Result } from '../shared/base/result.ts';
import type { Input, IpcFailure, Output } from '../shared/ipc/contract.ts';
import type { BackupNotWhole } from './backup/backup-file.ts';
import { type BackingUp, lastBackupOf, makeBackup } from './backup/make-backup.ts';
import { keepIdle, readIdle } from './idle-minutes.ts';
import { closeProfile, type OpenProfile, openProfile, type ProfileParts } from './open-profile.ts';
import { finishWipe, forgetLeft, isWiping, leftIn, noteWipe, readLeft, sealedOnDisk, wipedOf } from './outbox/wipe.ts';
import { isWordOfHub } from './outbox/word-of-hub.ts';
import { collectNow } from './vault/collect.ts';
import { hasPlainFiles, plainPlace, removePlainFiles, sealProfile } from './vault/protect.ts';
import type { VaultKeeper } from './vault/vault-keeper.ts';
import type { VaultKeys } from './vault/vault-keys.ts';

/** What main does to the page when a profile comes or goes. */
export interface PageControl {
  /** Asks the page to save what is being typed; resolves when it had the time. */
  warn(): Promise<void>;
  /** Ends the page with its window and its process, and with that whatever it held. */
  end(): void;
  /** Opens a new page. */
  load(): void;
  /** Removes everything that the page kept. Only between {@link end} and {@link load}. */
  forget(): Promise<void>;
  /** Removes the database that the page kept. Only between {@link end} and {@link load}. */
  clearDatabase(): Promise<void>;
}

export interface Custody {
  readonly vault: VaultKeeper;
  isLocked(): boolean;
  /** Throws while it is locked. */
  opened(): OpenProfile;
  status(): Promise<Output<'vault:status'>>;
  /** Seals the profile under the vault that was prepared; the page begins anew. */
  protect(recoveryKey: string): Promise<Result<Record<string, never>, IpcFailure<'vault:finish'>>>;
  unlock(entry: Input<'vault:unlock'>): Promise<Result<Record<string, never>, IpcFailure<'vault:unlock'>>>;
  lock(): Promise<void>;
  /** Ends it as locking does, a plain one too, and opens no page: somebody else's comes. */
  leave(): Promise<void>;
  /** Backs it up into a file; fails without a vault. `profile` is the name that its owner gave it. */
  backUp(
    path: string,
    made: Pick<BackingUp, 'edition' | 'profile'>,
  ): Promise<Result<{ readonly bytes: number }, Failure<'vault-needed'> | BackupNotWhole | DiskFailure>>;
  /** When that was done last, in milliseconds since 1970; null when never. */
  backedUpAt(): Promise<number | null>;
  /** Destroys slots, keys and everything but the sealed outbox, locked or open; an empty profile follows ([WP6]). */
  wipe(
    by: Input<'wipe:begin'>['by'],
    proof?: Input<'wipe:begin'>['proof'],
  ): Promise<Result<Record<string, never>, IpcFailure<'wipe:begin'>>>;
  wipeStatus(): Promise<Output<'wipe:status'>>;
  /** What a wipe left, to be handed on. Throws when it is not there. */
  readLeft(id: number): Promise<Uint8Array>;
  /** Removes it. */
  forgetLeft(id: number): Promise<Result<Record<string, never>, DiskFailure>>;
  /** Minutes without a touch after which it locks. */
  idleMinutes(): number;
  keepIdle(minutes: number): Promise<Result<Record<string, never>, IpcFailure<'vault:idle'>>>;
}

export interface CustodyParts extends ProfileParts {
  readonly vault: VaultKeeper;
  readonly page: PageControl;
}

/** Opens the profile of a folder; locked when it has a vault. Finishes first what was left of sealing or wiping it. */
export async function openCustody(parts: CustodyParts): Promise<Custody> {
  const { folder, vault, page } = parts;
  const plain = plainPlace(folder, parts.keychain);
  await finishWipe(folder, page.forget);
  const isSealed = (await vault.status()).state !== 'none';
  if (isSealed) await removePlain(parts);
  let profile = isSealed ? null : openProfile(parts, null);
  let idle = await readIdle(folder);
  /** The closing that goes on, as where a disk hangs. Nothing of what was closed is held beyond it: its keys go with it. */
  let closing: Promise<void> | null = null;
  const close = async () => {
    if (profile === null) return;
    const mine = closeProfile(profile);
    profile = null;
    closing = mine;
    try {
      await mine;
    } finally {
      if (closing === mine) closing = null;
    }
  };
  let ending: Promise<void> | null = null;
  const end = async () => {
    // Neither a page that is gone nor a disk that fails or hangs may keep the keys here: who saves is told by the save itself.
    if (profile !== null) await page.warn().catch(() => {});
    await Promise.race([close().catch(() => {}), passing(longestClose)]);
    vault.lock();
    page.end();
    collectNow();
    // What was on its way, an answer of the hub or a call of the page, lets go of the keys when it comes to nothing.
    for (const later of [300, 1_200]) setTimeout(collectNow, later).unref();
  };
  /** Whoever asks while it ends waits for that. */
  const once = (work: () => Promise<void>): Promise<void> => {
    ending ??= work().finally(() => {
      ending = null;
    });
    return ending;
  };
  /** Ends it, wipes it, and begins an empty one; on a fault it stays locked, and is wiped with the next try or start. */
  const wipeNow = async (): Promise<Result<Record<string, never>, DiskFailure>> => {
    const done: { result?: Result<Record<string, never>, DiskFailure> } = {};
    const wipeIt = async () => {
      await end();
      try {
        await Promise.race([closing?.catch(() => {}), passing(longestWait)]);
        await finishWipe(folder, page.forget);
        profile = openProfile(parts, null);
        done.result = ok({});
      } catch (error) {
        done.result = fail(diskFailureOf(error));
      }
      page.load();
    };
    // Where it is being locked already, that ends first.
    while (done.result === undefined) await once(wipeIt);
    return done.result;
  };
  const sealedNow = async () => {
    const state = profile?.outbox.state() ?? 'none';
    return state === 'none' ? sealedOnDisk(folder) : state;
  };
  const begin = (keys: VaultKeys) => {
    profile = openProfile(parts, keys);
  };
  const opened = () => {
    if (profile === null) throw new Error('The vault is locked');
    return profile;
  };
  return {
    vault,
    opened,
    isLocked: () => profile === null,
    async status() {
      return { ...(await vault.status()), idleMinutes: idle };
    },
    async protect(recoveryKey) {
      const protecting = opened();
      const finished = await protecting.journal.whileStill(async () => {
        const vaulted = await vault.finish(recoveryKey, (keys) => sealProfile(plain, keys));
        // What waits to be appended must not go to the plain journal any more.
        if (vaulted.ok) void close();
        return vaulted;
      });
      if (!finished.ok) return finished;
      await protecting.journal.close();
      page.end();
      await removePlain(parts);
      begin(finished.value);
      page.load();
      return ok({});
    },
    async unlock(entry) {
      if (await isWiping(folder)) {
        // Whoever asked for it was told that it goes on.
        await wipeNow();
        return fail({ kind: 'vault-damaged' });
      }
      // Of two who write the same files, one would write over what the other saved.
      await closing?.catch(() => {});
      const unlocked = await vault.unlock(entry);
      if (!unlocked.ok) return unlocked;
      await close();
      begin(unlocked.value);
      return ok({});
    },
    async lock() {
      if (vault.keys() === null) return;
      await once(async () => {
        await end();
        page.load();
      });
    },
    async leave() {
      await ending;
      await once(end);
    },
    async backUp(path, made) {
      const { journal } = opened();
      const keys = vault.keys();
      if (keys === null) return fail({ kind: 'vault-needed' });
      return makeBackup(path, { folder, journal, keys, now: Date.now(), ...made });
    },
    async wipe(by, proof) {
      // Of a locked one nobody can tell whose word it is.
      const known = by === 'hub' ? ((await profile?.identity.get()) ?? null) : null;
      if (by === 'hub' && !(await isWordOfHub(known, proof))) return fail({ kind: 'hub-signature-invalid' });
      try {
        const lacked = (await sealedNow()) === 'behind' ? { lacked: true } : {};
        await noteWipe(folder, { at: Date.now(), by, ...lacked });
      } catch (error) {
        return fail(diskFailureOf(error));
      }
      return wipeNow();
    },
    async wipeStatus() {
      return { sealed: await sealedNow(), wiped: await wipedOf(folder), left: await leftIn(folder) };
    },
    readLeft: (id) => readLeft(folder, id),
    async forgetLeft(id) {
      try {
        await forgetLeft(folder, id);
        return ok({});
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
    backedUpAt: () => lastBackupOf(folder),
    idleMinutes: () => idle,
    async keepIdle(minutes) {
      const kept = await keepIdle(folder, minutes);
      if (kept.ok) idle = minutes;
      return kept;
    },
  };
}

/** What is being written when it locks gets so many milliseconds. */
const longestClose = 700;
/** And so many before it is wiped: what a disk that hangs was given is lost, and must not keep the rest. */
const longestWait = 10_000;
const passing = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());

async function removePlain({ folder, page }: CustodyParts): Promise<void> {
  if (!(await hasPlainFiles(folder))) return;
  await page.clearDatabase();
  await removePlainFiles(folder);
}
