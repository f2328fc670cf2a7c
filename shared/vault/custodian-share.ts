/**
 * What each of three custodians keeps: a point of the secret that any two of them give, and what tells it from other papers.
 *
 *     number (1) | name of the vault (5) | set (3) | point (21)
 *
 * Thirteen groups of four signs, in the signs of the recovery key. The set is drawn anew whenever shares are made.
 */
import { concat, equalBytes } from '../base/bytes.ts';
import { type PaperKind, readPaperCode, writePaperCode, writeSigns } from './paper-code.ts';

export const shareCount = 3;
export const sharesNeeded = 2;
export const setSize = 3;
/** The shared secret is as long as the recovery key; a point is one byte longer. */
export const sharedSecretSize = 20;
const pointSize = sharedSecretSize + 1;
const nameSize = 5;
const paper: PaperKind = { label: 'waypost custodian share', size: 1 + nameSize + setSize + pointSize };

export interface CustodianShare {
  /** From 1. */
  readonly number: number;
  /** {@link nameOfVault} of the vault that it belongs to. */
  readonly vault: Uint8Array;
  readonly set: Uint8Array;
  readonly point: Uint8Array;
}

/** By which people tell vaults apart: it stands on each share and on the locked screen. */
export const nameOfVault = (id: Uint8Array): Uint8Array => id.slice(0, nameSize);
/** The same as two groups of four signs. */
export const writeVaultName = (id: Uint8Array): string => writeSigns(nameOfVault(id));

export function writeShare({ number, vault, set, point }: CustodianShare): string {
  return writePaperCode(paper, concat(Uint8Array.of(number), vault, set, point));
}

/** The share, or null for a text that was mistyped. */
export function readShare(typed: string): CustodianShare | null {
  const bytes = readPaperCode(paper, typed);
  if (bytes === null) return null;
  const [vaultEnd, setEnd] = [1 + nameSize, 1 + nameSize + setSize];
  return {
    number: bytes[0] ?? 0,
    vault: bytes.slice(1, vaultEnd),
    set: bytes.slice(vaultEnd, setEnd),
    point: bytes.slice(setEnd),
  };
}

export type ShareFault = 'share-of-other-vault' | 'share-older' | 'share-twice';

/** What is wrong with shares before anything is tried; null when they are different ones of one set that counts. */
export function faultOfShares(
  shares: readonly CustodianShare[],
  vaultId: Uint8Array,
  sets: readonly Uint8Array[],
): ShareFault | null {
  if (shares.some(({ vault }) => !equalBytes(vault, nameOfVault(vaultId)))) return 'share-of-other-vault';
  const counts = sets.some((set) => shares.every((share) => equalBytes(share.set, set)));
  if (!counts) return 'share-older';
  return new Set(shares.map(({ number }) => number)).size < sharesNeeded ? 'share-twice' : null;
}
