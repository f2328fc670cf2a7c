/**
 * Three shares of a secret, any two of which give it back: Shamir over GF(256) by a library that was audited twice
 * (docs/decisions/0021-vault.md).
 */
import { randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import {
  type CustodianShare,
  nameOfVault,
  setSize,
  shareCount,
  sharedSecretSize,
  sharesNeeded,
} from '../../shared/vault/custodian-share.ts';
import { drawKey, holdingKeys, takeKey } from './key-bytes.ts';

export interface SharedSecret {
  /** The caller's to overwrite. */
  readonly secret: Uint8Array;
  readonly set: Uint8Array;
  readonly shares: readonly CustodianShare[];
}

export function drawShares(vaultId: Uint8Array): Promise<SharedSecret> {
  return holdingKeys(async ({ hold, handOn }) => {
    const secret = hold(drawKey(sharedSecretSize));
    const set = new Uint8Array(randomBytes(setSize));
    const points = await split(secret, shareCount, sharesNeeded);
    const vault = nameOfVault(vaultId);
    const shares = points.map((point, at) => ({ number: at + 1, vault, set, point }));
    return { secret: handOn(secret), set, shares };
  });
}

/** The secret of two shares; another one when they do not belong together; null when they are one and the same point. */
export function joinShares(shares: readonly CustodianShare[]): Promise<Uint8Array | null> {
  return combine(shares.map(({ point }) => point)).then(takeKey, () => null);
}
