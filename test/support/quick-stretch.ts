/** A stand-in for Argon2id where a test is about something else: as different for each salt and cost, and done at once. */
import { createHash } from 'node:crypto';
import type { StretchOrder } from '../../electron/vault/stretch.ts';

export async function quickStretch({ passphrase, salt, cost }: StretchOrder): Promise<Uint8Array> {
  const text = `${cost.memoryMiB} ${cost.passes} ${passphrase.normalize('NFKC')}`;
  return new Uint8Array(createHash('sha256').update(salt).update(text).digest());
}
