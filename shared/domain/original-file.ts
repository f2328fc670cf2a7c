/** The record of an imported file that is kept as it came. Its bytes are kept by the engine. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../base/bytes.ts';
import type { RecordId, ScopeId } from '../base/ids.ts';
import { attachment } from './attachment.ts';
import { shortened } from './cacao/field-map.ts';
import { createRecord } from './edit.ts';
import type { OperationDraft } from './record-state.ts';

export interface OriginalFile {
  readonly scope: ScopeId;
  /** Record id of the attachment. */
  readonly id: RecordId;
  /** The record that it belongs to: what was made from it. */
  readonly owner: RecordId;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Hashes of its chunks, as EngineApi.keepChunks returned them. */
  readonly chunks: readonly string[];
  /** `original` for what something was made from; `photo` or `file` for what a person attached. */
  readonly purpose?: 'original' | 'photo' | 'file';
  /** Of what is in it, where somebody said it. */
  readonly language?: string;
}

/** Drafts of the attachment record for an original whose chunks are kept. */
export function draftsOfOriginal(file: OriginalFile): readonly OperationDraft[] {
  const created = createRecord(
    attachment,
    { scope: file.scope, id: file.id },
    {
      owner: file.owner,
      name: shortened(file.name, 500),
      mediaType: file.mediaType,
      size: file.bytes.length,
      sha256: toHex(sha256(file.bytes)),
      chunks: file.chunks.join(' '),
      purpose: file.purpose ?? 'original',
      ...(file.language === undefined ? {} : { language: file.language }),
    },
  );
  // All values are made here within their limits.
  if (!created.ok) throw new Error(`attachment.${created.failure.field}: ${created.failure.reason}`);
  return created.value;
}
