/**
 * Changes of the ways into a vault. Each asks for one that a person has, wraps the key anew, and leaves the data and every
 * other way in as they are.
 */
import { utf8 } from '../../shared/base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { readShare, writeShare } from '../../shared/vault/custodian-share.ts';
import { readRecoveryKey, recoveryKeySize, writeRecoveryKey } from '../../shared/vault/recovery-key.ts';
import type { SlotKind, VaultSlot } from '../../shared/vault/vault-file.ts';
import { mayRemove } from '../../shared/vault/ways-in.ts';
import { drawShares } from './custodian-shares.ts';
import { drawKey, forgetKeys, holdingKeys } from './key-bytes.ts';
import { type OpenedVault, type OpeningParts, openVault, type TypedKey, type UnlockFailure } from './open-vault.ts';
import { drawQuick, openQuick, quickSlotOf } from './quick-unlock.ts';
import { custodianSlot, keychainSlot, openSlots, passphraseSlot, recoverySlot } from './slots.ts';
import { calibrate } from './stretch.ts';
import { openVaultKeys } from './vault-keys.ts';
import { custodianNamesPlace } from './vault-status.ts';

export type DraftedPaper = Input<'vault:draft'>['paper'];
type Drafted = Output<'vault:draft'>;
type ConfirmFailure = Failure<'change-not-prepared' | 'recovery-key-mistyped' | 'share-mistyped'> | UnlockFailure;
type QuickFailure = Failure<'quick-unlock-impossible'> | UnlockFailure;

export interface WaysIn {
  changePassphrase(key: TypedKey, next: string): Promise<Result<null, UnlockFailure>>;
  /** Draws what goes on paper and gives it as it is to be written down. Nothing is written to the disk yet. */
  draft(key: TypedKey, paper: DraftedPaper): Promise<Result<Drafted, UnlockFailure>>;
  /** Puts the paper in force that one code was typed back of; what it replaces opens nothing from then on. */
  confirm(typed: string): Promise<Result<null, ConfirmFailure>>;
  remove(key: TypedKey, kind: SlotKind): Promise<Result<null, UnlockFailure | Failure<'way-in-needed'>>>;
  startQuick(key: TypedKey): Promise<Result<null, QuickFailure>>;
  /** Overwrites what was drawn and is not in force. */
  forget(): void;
}

interface Draft {
  readonly kind: DraftedPaper['kind'];
  readonly slot: VaultSlot;
  readonly codes: readonly string[];
  readonly vaultKey: Uint8Array;
}

export function createWaysIn(parts: OpeningParts): WaysIn {
  const { files, stretch, keychain, now } = parts;
  let draft: Draft | null = null;
  const forget = () => {
    forgetKeys(draft?.vaultKey);
    draft = null;
  };
  /** Opens by what was typed, writes the slots that `next` makes of those that are there, and forgets the key again. */
  const change = <F>(
    key: TypedKey,
    next: (opened: OpenedVault) => Promise<Result<readonly VaultSlot[], F>>,
  ): Promise<Result<null, F | UnlockFailure>> =>
    holdingKeys(async ({ hold }) => {
      const opened = await openVault(parts, key);
      if (!opened.ok) return opened;
      const vaultKey = hold(opened.value.vaultKey);
      const slots = await next(opened.value);
      if (!slots.ok) return slots;
      await files.write({ id: opened.value.content.id, slots: slots.value }, vaultKey);
      return ok(null);
    });

  return {
    forget,
    changePassphrase: (key, next) =>
      change(key, async ({ content, vaultKey }) => {
        const slot = await passphraseSlot({ id: content.id, vaultKey, stretch }, next, await calibrate(stretch, now));
        return ok(withSlot(content.slots, slot));
      }),
    draft(key, paper) {
      forget();
      return holdingKeys(async ({ hold, handOn }) => {
        const opened = await openVault(parts, key);
        if (!opened.ok) return opened;
        const vaultKey = hold(opened.value.vaultKey);
        const { slot, codes } = await drawPaper({ id: opened.value.content.id, vaultKey, stretch }, paper);
        draft = { kind: paper.kind, slot, codes, vaultKey: handOn(vaultKey) };
        return ok({ codes: [...codes] });
      });
    },
    async confirm(typed) {
      if (draft === null) return fail({ kind: 'change-not-prepared' });
      if (!isOneOf(draft, typed)) {
        return fail({ kind: draft.kind === 'recovery' ? 'recovery-key-mistyped' : 'share-mistyped' });
      }
      // Read again: what was changed since it was drawn stays.
      const read = await files.read();
      if (read === null || !read.ok) return read ?? fail({ kind: 'vault-damaged' });
      const { id, slots } = read.value.content;
      await files.write({ id, slots: withSlot(slots, draft.slot) }, draft.vaultKey);
      forget();
      return ok(null);
    },
    remove: (key, kind) =>
      change<Failure<'way-in-needed'>>(key, async ({ content: { slots } }) => {
        if (!mayRemove(kindsOf(slots), kind)) return fail({ kind: 'way-in-needed' });
        return ok(slots.filter((slot) => slot.kind !== kind));
      }),
    startQuick: (key) =>
      change<QuickFailure>(key, ({ content, vaultKey }) =>
        holdingKeys(async ({ hold }) => {
          const before = quickSlotOf(content.slots);
          if (before !== null) {
            const secret = hold(await openQuick(before, keychain));
            const only = { ...content, slots: [before] };
            const opened = secret && hold(await openSlots(only, { kind: 'keychain', key: secret }, stretch));
            // There, and not to be opened: only a person takes it away.
            if (!opened) return fail({ kind: 'quick-unlock-unreadable' });
          }
          const drawn = await drawQuick(keychain, now());
          if (drawn === null) return fail({ kind: 'quick-unlock-impossible' });
          const slot = keychainSlot({ id: content.id, vaultKey, stretch }, hold(drawn.secret), drawn.told);
          return ok(withSlot(content.slots, slot));
        }),
      ),
  };
}

export const kindsOf = (slots: readonly VaultSlot[]) => slots.map(({ kind }) => kind);

/** In place of what there is of its kind. */
function withSlot(slots: readonly VaultSlot[], slot: VaultSlot): readonly VaultSlot[] {
  return [slot, ...slots.filter(({ kind }) => kind !== slot.kind)];
}

function drawPaper(
  wrapping: Parameters<typeof recoverySlot>[0],
  paper: DraftedPaper,
): Promise<Pick<Draft, 'slot' | 'codes'>> {
  return holdingKeys(async ({ hold }) => {
    if (paper.kind === 'recovery') {
      const key = hold(drawKey(recoveryKeySize));
      return { slot: recoverySlot(wrapping, key), codes: [writeRecoveryKey(key)] };
    }
    const { secret, set, shares } = await drawShares(wrapping.id);
    hold(secret);
    // Any two of the points are the secret.
    for (const { point } of shares) hold(point);
    const names = sealedNames(wrapping.vaultKey, paper.names);
    const slot = custodianSlot(wrapping, secret, { set: new Uint8Array(set), names: new Uint8Array(names) });
    return { slot, codes: shares.map(writeShare) };
  });
}

function sealedNames(vaultKey: Uint8Array, names: readonly string[]): Uint8Array {
  const keys = openVaultKeys(vaultKey);
  try {
    return keys.files.seal(utf8(JSON.stringify(names)), custodianNamesPlace);
  } finally {
    keys.forget();
  }
}

/** Whether a text is one of the codes that were drawn, however it is typed. */
function isOneOf({ kind, codes }: Draft, typed: string): boolean {
  if (kind === 'recovery') {
    const key = readRecoveryKey(typed);
    const isDrawn = key !== null && codes.includes(writeRecoveryKey(key));
    forgetKeys(key);
    return isDrawn;
  }
  const share = readShare(typed);
  const isDrawn = share !== null && codes.includes(writeShare(share));
  forgetKeys(share?.point);
  return isDrawn;
}
