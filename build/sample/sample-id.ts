/** Ids and random bytes of the sample that come out the same each time, so that going on with a filling finds them. */
import { createHash } from 'node:crypto';
import { uuidOfBytes } from '../../shared/base/ids.ts';
import type { Random } from '../../shared/base/ports.ts';

const digest = (text: string) => new Uint8Array(createHash('sha256').update(`waypost-sample/${text}`).digest());

/** The record id that stands for a key of the story: a UUID of version 8, made of the key. */
export function sampleId(...key: readonly (string | number)[]): string {
  const bytes = digest(key.join('/')).slice(0, 16);
  bytes[6] = 0x80 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return uuidOfBytes(bytes);
}

/** Bytes that look random and are always the same for a seed. Never for keys. */
export function seededRandom(seed: string): Random {
  let block = 0;
  return {
    bytes(count) {
      const bytes = new Uint8Array(count);
      for (let at = 0; at < count; at += 32) bytes.set(digest(`${seed}/${block++}`).subarray(0, count - at), at);
      return bytes;
    },
  };
}
