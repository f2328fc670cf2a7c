/** Argon2id (RFC 9106) by libsodium: Electron's Node has none of its own, and this one is twice as fast as hash-wasm. */
import sodium from 'libsodium-wrappers-sumo';
import type { KeyCost } from '../../shared/vault/vault-file.ts';

export async function argon2id(passphrase: string, salt: Uint8Array, cost: KeyCost): Promise<Uint8Array> {
  await sodium.ready;
  // Two keyboards may write one letter in two ways: both mean the same.
  const typed = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  try {
    const memory = cost.memoryMiB * 1024 * 1024;
    return sodium.crypto_pwhash(32, typed, salt, cost.passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13);
  } finally {
    typed.fill(0);
  }
}
