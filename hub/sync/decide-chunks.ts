/** Chunks of attachments: taken when an attachment names them, given to who may read an attachment that does. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../shared/base/bytes.ts';
import type { ScopeId } from '../../shared/base/ids.ts';
import { chunkSize } from '../../shared/domain/attachment.ts';
import type { HubTransaction } from './hub-store.ts';

/** The most chunks asked for in one answer: 16 MiB, well below what a request may hold. */
const wantsLimit = 64;

/** Keeps the chunks of a request that attachments of readable scopes name; others are dropped unread. */
export async function takeChunks(
  tx: HubTransaction,
  readable: readonly ScopeId[],
  payloads: readonly Uint8Array[],
): Promise<void> {
  const chunks = payloads
    .filter((bytes) => bytes.length > 0 && bytes.length <= chunkSize)
    .map((bytes) => ({ hash: toHex(sha256(bytes)), bytes }));
  if (chunks.length === 0) return;
  const referenced = await tx.referencedChunks(
    readable,
    chunks.map(({ hash }) => hash),
  );
  await tx.saveChunks(chunks.filter(({ hash }) => referenced.has(hash)));
}

/** The chunks that a device wants and may have, in its order, as far as the budget goes; one when nothing else is sent. */
export async function giveChunks(
  tx: HubTransaction,
  readable: readonly ScopeId[],
  wants: readonly string[],
  budget: { readonly left: number; readonly sentNothing: boolean },
): Promise<Uint8Array[]> {
  if (wants.length === 0) return [];
  const given: Uint8Array[] = [];
  let { left } = budget;
  const allowed = await tx.referencedChunks(readable, wants);
  for (const hash of wants) {
    if (!allowed.has(hash)) continue;
    const first = budget.sentNothing && given.length === 0;
    if (left < chunkSize && !first) break;
    const bytes = await tx.chunk(hash);
    if (bytes === null) continue;
    given.push(bytes);
    left -= bytes.length;
  }
  return given;
}

/** What to ask this device for. */
export function askForChunks(
  tx: HubTransaction,
  readable: readonly ScopeId[],
  device: string,
): Promise<readonly string[]> {
  return tx.missingChunks(readable, device, wantsLimit);
}
