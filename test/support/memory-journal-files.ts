/** A journal's folder in memory, with the accidents that real ones have. */
import { concat } from '../../shared/base/bytes.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { JournalFiles } from '../../shared/sync/segment-journal.ts';

export interface MemoryJournalFiles extends JournalFiles {
  readonly files: Map<string, Uint8Array>;
  /** Bytes that still fit; an append that does not writes what fits and fails, as disks do. */
  space: number;
}

export function createMemoryJournalFiles(): MemoryJournalFiles {
  const files = new Map<string, Uint8Array>();
  const contents = (name: string) => files.get(name) ?? new Uint8Array();
  const folder: MemoryJournalFiles = {
    files,
    space: Number.POSITIVE_INFINITY,
    list: async () => [...files].map(([name, { length }]) => ({ name, size: length })),
    read: async (name, from, length) => contents(name).slice(from, from + length),
    async append(name, bytes) {
      const fitting = bytes.subarray(0, folder.space);
      files.set(name, concat(contents(name), fitting));
      folder.space -= fitting.length;
      return fitting.length === bytes.length ? ok(null) : fail({ kind: 'disk-full' });
    },
    async overwrite(name, parts) {
      const bytes = contents(name).slice();
      for (const part of parts) bytes.set(part.bytes, part.at);
      files.set(name, bytes);
      return ok(null);
    },
    async truncate(name, size) {
      folder.space += contents(name).length - size;
      files.set(name, contents(name).slice(0, size));
      return ok(null);
    },
  };
  return folder;
}
