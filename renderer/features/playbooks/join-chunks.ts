import type { Attachment } from '../../../shared/domain/attachment.ts';
import type { LiveEngine } from '../../data/live-engine.ts';

/** The bytes of an attachment, or null while a chunk of it is not on this disk. */
export async function joinChunks(engine: Pick<LiveEngine, 'chunk'>, file: Attachment): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  for (const hash of (file.chunks ?? '').split(' ').filter((part) => part !== '')) {
    const part = await engine.chunk(hash);
    if (part === null) return null;
    parts.push(part);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
