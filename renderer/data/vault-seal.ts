/** The seals of a laptop with a vault: AES-256-GCM by the browser's own crypto, in the form of shared/vault/sealed-blob.ts. */
import { associatedData, joinSealed, nonceSize, splitSealed } from '../../shared/vault/sealed-blob.ts';
import type { Seal } from './packs/seal.ts';
import type { SnapshotSealer } from './search/snapshot-store.ts';

const algorithm = 'AES-GCM';

/** A key that cannot be read back; the bytes that it came in are overwritten. */
export async function importKey(bytes: Uint8Array): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', own(bytes), algorithm, false, ['encrypt', 'decrypt']);
  bytes.fill(0);
  return key;
}

export function vaultSeal(key: CryptoKey): Seal {
  return {
    async seal(bytes, place) {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceSize));
      const sealed = await crypto.subtle.encrypt(parametersOf(nonce, place), key, own(bytes));
      return joinSealed(nonce, new Uint8Array(sealed));
    },
    async open(sealed, place) {
      const { nonce, ciphertextAndTag } = splitSealed(sealed);
      return new Uint8Array(await crypto.subtle.decrypt(parametersOf(nonce, place), key, own(ciphertextAndTag)));
    },
  };
}

/** For snapshots of the search: what does not open is built anew. */
export function vaultSealer(key: CryptoKey): SnapshotSealer {
  const seal = vaultSeal(key);
  return {
    seal: async (bytes) => seal.seal(bytes, 'search'),
    unseal: async (sealed) => Promise.resolve(seal.open(sealed, 'search')).catch(() => null),
  };
}

const parametersOf = (nonce: Uint8Array, place: string) => ({
  name: algorithm,
  iv: own(nonce),
  additionalData: own(associatedData(place)),
});

/** WebCrypto takes no view of memory that is shared; none of ours is. */
const own = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;
