/** The one key of a vault by what a person has for it, and in its own words why not. Nothing here writes but the count of attempts. */

import type { DiskFailure } from '../../disk/safe-files.ts';
import { equalBytes } from '../../shared/base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import { faultOfShares, readShare, type ShareFault } from '../../shared/vault/custodian-share.ts';
import { readRecoveryKey } from '../../shared/vault/recovery-key.ts';
import { waitAfter } from '../../shared/vault/unlock-delay.ts';
import type { VaultContent, VaultFileFailure } from '../../shared/vault/vault-file.ts';
import type { AttemptsFile } from './attempts.ts';
import { joinShares } from './custodian-shares.ts';
import { type HeldKeys, holdingKeys, takeKey } from './key-bytes.ts';
import { openQuick, quickSlotOf, quickState, type SystemKeychain } from './quick-unlock.ts';
import { isProved, openSlots, type Secret } from './slots.ts';
import type { Stretch } from './stretch.ts';
import type { VaultFiles, VaultReading } from './vault-files.ts';

export type UnlockEntry = Input<'vault:unlock'>;
/** What only a person has: needed for every change. */
export type TypedKey = Exclude<UnlockEntry, { readonly way: 'keychain' }>;

type Waiting<K extends string> = Failure<K> & { readonly waitMs: number };
export type UnlockFailure =
  | VaultFileFailure
  /** The file was changed by somebody who cannot open it. */
  | Failure<'vault-altered'>
  | Waiting<'passphrase-wrong' | 'recovery-key-wrong' | 'shares-wrong' | 'slot-damaged' | 'unlock-too-soon'>
  | Failure<'recovery-key-mistyped' | 'share-mistyped' | ShareFault>
  | Failure<'quick-unlock-off' | 'quick-unlock-expired' | 'quick-unlock-unreadable'>
  | DiskFailure;

export interface OpenedVault {
  /** The caller's to overwrite. */
  readonly vaultKey: Uint8Array;
  readonly content: VaultContent;
  readonly isDamaged: boolean;
}

export interface OpeningParts {
  readonly files: VaultFiles;
  readonly attempts: AttemptsFile;
  readonly stretch: Stretch;
  readonly keychain: SystemKeychain;
  readonly now: () => number;
}

/** Opens a vault. An attempt counts before it is made: a kill in the middle is not a free one. */
export function openVault(parts: OpeningParts, entry: UnlockEntry): Promise<Result<OpenedVault, UnlockFailure>> {
  return holdingKeys((keys) => openHolding(keys, parts, entry));
}

async function openHolding(
  { hold, handOn }: HeldKeys,
  parts: OpeningParts,
  entry: UnlockEntry,
): Promise<Result<OpenedVault, UnlockFailure>> {
  const { files, attempts, stretch, now } = parts;
  const failed = await attempts.read();
  const waitMs = waitAfter(failed, now());
  if (waitMs > 0) return fail({ kind: 'unlock-too-soon', waitMs });
  const read = await files.read();
  if (read === null) return fail({ kind: 'vault-damaged' });
  if (!read.ok) return read;
  const secret = await secretOf(parts, entry, read.value.content);
  if (!secret.ok) return secret;
  if (secret.value.kind !== 'passphrase') hold(secret.value.key);
  const count = failed.count + 1;
  await attempts.keep(count);
  const vaultKey = hold(await openSlots(read.value.content, secret.value, stretch));
  if (vaultKey === null) {
    await attempts.keep(count);
    const wait = { waitMs: waitAfter({ count, lastAt: now() }, now()) };
    return fail(read.value.isDamaged ? { kind: 'slot-damaged', ...wait } : wrongOf(entry.way, wait));
  }
  await attempts.keep(0);
  const content = trustedContent(read.value, vaultKey);
  if (content === null) return fail({ kind: 'vault-altered' });
  return ok({ vaultKey: handOn(vaultKey), content, isDamaged: read.value.isDamaged });
}

/** What the holder of the key wrote: the file, or its copy when the file was changed by somebody else. */
function trustedContent({ isDamaged, content, copy }: VaultReading, vaultKey: Uint8Array): VaultContent | null {
  // A damaged file proves nothing; each slot of it was authenticated by opening.
  if (isDamaged || isProved(content, vaultKey)) return content;
  return copy !== null && equalBytes(copy.id, content.id) && isProved(copy, vaultKey) ? copy : null;
}

function wrongOf(way: UnlockEntry['way'], wait: { readonly waitMs: number }): UnlockFailure {
  switch (way) {
    case 'passphrase':
      return { kind: 'passphrase-wrong', ...wait };
    case 'recovery':
      return { kind: 'recovery-key-wrong', ...wait };
    case 'custodians':
      return { kind: 'shares-wrong', ...wait };
    case 'keychain':
      return { kind: 'quick-unlock-unreadable' };
  }
}

/** What was typed as a secret; a slip of the pen costs no attempt. */
async function secretOf(
  parts: OpeningParts,
  entry: UnlockEntry,
  content: VaultContent,
): Promise<Result<Secret, UnlockFailure>> {
  switch (entry.way) {
    case 'passphrase':
      return ok({ kind: 'passphrase', passphrase: entry.typed });
    case 'recovery': {
      const key = readRecoveryKey(entry.typed);
      return key === null ? fail({ kind: 'recovery-key-mistyped' }) : ok({ kind: 'recovery', key: takeKey(key) });
    }
    case 'custodians':
      return secretOfShares([entry.typed, entry.second], content);
    case 'keychain':
      return secretOfKeychain(parts, content);
  }
}

function secretOfShares(typed: readonly string[], content: VaultContent): Promise<Result<Secret, UnlockFailure>> {
  return holdingKeys(async ({ hold }) => {
    const shares = typed.map(readShare).filter((share) => share !== null);
    for (const { point } of shares) hold(point);
    if (shares.length < typed.length) return fail({ kind: 'share-mistyped' });
    const sets = content.slots.flatMap((slot) => (slot.kind === 'custodians' ? [slot.set] : []));
    const fault = faultOfShares(shares, content.id, sets);
    if (fault !== null) return fail({ kind: fault });
    const key = await joinShares(shares);
    return key === null ? fail({ kind: 'share-twice' }) : ok({ kind: 'custodians', key });
  });
}

async function secretOfKeychain(
  { keychain, now }: OpeningParts,
  content: VaultContent,
): Promise<Result<Secret, UnlockFailure>> {
  const slot = quickSlotOf(content.slots);
  if (slot === null) return fail({ kind: 'quick-unlock-off' });
  if ((await quickState(slot, keychain, now())) === 'expired') return fail({ kind: 'quick-unlock-expired' });
  const key = await openQuick(slot, keychain);
  return key === null ? fail({ kind: 'quick-unlock-unreadable' }) : ok({ kind: 'keychain', key });
}
