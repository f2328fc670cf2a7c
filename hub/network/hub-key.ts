/** The hub's own key: made at its first start, followed by a new one when its keeper says so ([AU2]). */
import { toHex } from '../../shared/base/bytes.ts';
import { endorsementBytes } from '../../shared/protocol/hub-key.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

export interface KeyPair {
  /** Ed25519, hexadecimal, 32 bytes. */
  readonly publicKey: string;
  readonly secret: Uint8Array;
}

/** Gives the hub its first key. Two hubs that start on one database at once give one. */
export async function giveFirstKey(tx: HubTransaction, makeKey: () => KeyPair): Promise<void> {
  const { keys } = await tx.hub();
  if (keys.length === 0) await tx.addHubKey({ ...makeKey(), endorsement: null });
}

/** Gives the hub a new key, signed by the one that it has, so that devices follow. Returns its public half. */
export async function replaceKey(
  tx: HubTransaction,
  makeKey: () => KeyPair,
  sign: (secret: Uint8Array, message: Uint8Array) => Uint8Array,
): Promise<string> {
  const { id, keys } = await tx.hub();
  const [former, key] = [keys.at(-1), makeKey()];
  const endorsement = former === undefined ? null : toHex(sign(former.secret, endorsementBytes(id, key.publicKey)));
  await tx.addHubKey({ ...key, endorsement });
  return key.publicKey;
}
