import { concat } from '../base/bytes.ts';
import type { Attachment } from './attachment.ts';

/** Where chunks are asked for: an engine. */
export interface ChunkPort {
  chunk(hash: string): Promise<Uint8Array | null>;
}

/** The hashes of the chunks of an attachment, in order. */
export function chunkHashes(file: Pick<Attachment, 'chunks'>): string[] {
  return (file.chunks ?? '').split(' ').filter((hash) => hash !== '');
}

/** The bytes of an attachment, or null while a chunk of it is not on this disk. */
export async function joinChunks(port: ChunkPort, file: Pick<Attachment, 'chunks'>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  for (const hash of chunkHashes(file)) {
    const part = await port.chunk(hash);
    if (part === null) return null;
    parts.push(part);
  }
  return concat(...parts);
}
