/** The bytes of attachments in a library file. */
import { attachment } from '../attachment.ts';
import { chunkHashes } from '../join-chunks.ts';
import { viewOf } from '../view.ts';
import { openInPieces } from './exchange-ports.ts';
import { formOf } from './export-forms.ts';
import { attachmentPath } from './library-format.ts';
import type { Writing } from './library-writing.ts';

/** A window can hold so much beside everything else it does. */
const usualRoom = 400 * 1024 * 1024;

/** The bytes of attachments, while there is room and they are on this disk. */
export async function writeFiles(writing: Writing): Promise<void> {
  const { port, plan, zip, files, missing, settings } = writing;
  const ids = plan.leaving.filter((entry) => formOf(entry.type) === 'file').map(({ id }) => id);
  let room = settings.roomForFiles ?? usualRoom;
  for await (const states of openInPieces(port, ids)) {
    for (const state of states) {
      const { id, name = '', size = 0, chunks } = viewOf(attachment, state);
      const hashes = chunkHashes({ chunks });
      if (size > room) {
        missing.push({ record: id, name, reason: 'no-room' });
        continue;
      }
      const parts: Uint8Array[] = [];
      for (const hash of hashes) {
        const part = await port.chunk(hash);
        if (part !== null) parts.push(part);
      }
      if (parts.length < hashes.length) {
        missing.push({ record: id, name, reason: 'not-here' });
        continue;
      }
      const file = zip.file(attachmentPath(id), { stored: true });
      for (const part of parts) file.write(part);
      const written = file.close();
      room -= written.size;
      files.push(written);
      await writing.step(0);
    }
  }
}
