/** AES-256-GCM by Node's own crypto, for records of a sealed outbox (shared/protocol/outbox-seal.ts). */
import { createDecipheriv } from 'node:crypto';
import { outboxTagSize } from '../../shared/protocol/outbox-file.ts';
import type { CipherInput } from '../../shared/protocol/outbox-seal.ts';

/** The bytes again. Throws for what was not sealed so. */
export function openRecord({ key, nonce, place, bytes }: CipherInput): Uint8Array {
  const end = bytes.length - outboxTagSize;
  const opening = createDecipheriv('aes-256-gcm', key, nonce).setAAD(place);
  opening.setAuthTag(bytes.subarray(end));
  return new Uint8Array(Buffer.concat([opening.update(bytes.subarray(0, end)), opening.final()]));
}
