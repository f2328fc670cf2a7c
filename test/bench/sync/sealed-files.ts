/**
 * The journal's files of the bench's page, sealed as those of a protected laptop are: each append is one sealed piece, what
 * is written over makes a file one piece anew. Where pieces lie is kept in memory only, since no profile of the bench is
 * opened twice. In the app the main process does it (electron/vault/sealed-journal.ts), here the browser's crypto: both
 * beside the engine's thread.
 */
import type { OpfsFiles } from '../../../renderer/data/opfs-files.ts';
import type { Seal } from '../../../renderer/data/packs/seal.ts';
import type { JournalFiles } from '../../../shared/sync/segment-journal.ts';

interface Piece {
  /** Where its bytes stand among those of the journal's file, and how many they are. */
  readonly start: number;
  readonly length: number;
  /** Where it lies on the disk, and how long it is there. */
  readonly at: number;
  readonly sealed: number;
}

/** Files of a folder that was empty, sealed. */
export function sealFiles(files: OpfsFiles, seal: Seal): JournalFiles {
  const pieces = new Map<string, readonly Piece[]>();
  const endOf = (name: string) => {
    const last = pieces.get(name)?.at(-1);
    return last === undefined
      ? { size: 0, onDisk: 0 }
      : { size: last.start + last.length, onDisk: last.at + last.sealed };
  };
  const read = async (name: string, from: number, length: number) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, endOf(name).size - from)));
    for (const piece of pieces.get(name) ?? []) {
      if (piece.start >= from + bytes.length || piece.start + piece.length <= from) continue;
      const opened = await seal.open(await files.read(name, piece.at, piece.sealed), placeOf(name, piece.start));
      const skip = Math.max(0, from - piece.start);
      const end = Math.min(piece.length, from + bytes.length - piece.start);
      bytes.set(opened.subarray(skip, end), piece.start + skip - from);
    }
    return bytes;
  };
  return {
    list: async () => [...pieces.keys()].map((name) => ({ name, size: endOf(name).size })),
    read,
    async append(name, bytes) {
      const { size: start, onDisk: at } = endOf(name);
      const sealed = await seal.seal(bytes, placeOf(name, start));
      const done = await files.append(name, sealed);
      const piece = { start, length: bytes.length, at, sealed: sealed.length };
      if (done.ok) pieces.set(name, [...(pieces.get(name) ?? []), piece]);
      return done;
    },
    async overwrite(name, parts) {
      const whole = await read(name, 0, endOf(name).size);
      for (const { at, bytes } of parts) whole.set(bytes, at);
      const sealed = await seal.seal(whole, placeOf(name, 0));
      const done = await files.writeWhole(name, sealed);
      if (done.ok) pieces.set(name, [{ start: 0, length: whole.length, at: 0, sealed: sealed.length }]);
      return done;
    },
    truncate: () => Promise.reject(new Error('No journal of the bench ends in a torn frame')),
  };
}

const placeOf = (name: string, start: number) => `journal ${name} ${start}`;
