/** SHA-256 without an instance for each: a first pull makes three million hashes, and making instances costs more than hashing. */
import { sha256 } from '@noble/hashes/sha2.js';

const fresh = sha256.create();
const spare = sha256.create();

/** Writes the SHA-256 of parts, one after the other, into 32 bytes, which may be one of the parts; returns them. */
export function sha256Into(digest: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  fresh._cloneInto(spare);
  for (const part of parts) spare.update(part);
  spare.digestInto(digest);
  return digest;
}
