/** The journal port in memory. It survives a simulated life when the next one is given the same journal. */
import { concat } from '../base/bytes.ts';
import { ok } from '../base/result.ts';
import type { Journal } from './ports.ts';

export function createMemoryJournal(): Journal {
  const appended: { readonly from: number; frames: Uint8Array }[] = [];
  let position = 0;
  return {
    async append(frames) {
      appended.push({ from: position, frames: frames.slice() });
      position += frames.length;
      return ok({ position });
    },
    async *read(from) {
      const pieces = appended
        .filter((piece) => piece.from + piece.frames.length > from)
        .map((piece) => piece.frames.subarray(Math.max(0, from - piece.from)));
      for (let i = 0; i < pieces.length; i += 64) yield concat(...pieces.slice(i, i + 64));
    },
    position: async () => position,
    async overwrite(parts) {
      for (const part of parts) {
        const piece = appended.find(
          ({ from, frames }) => part.position >= from && part.position < from + frames.length,
        );
        if (piece === undefined) throw new Error(`Nothing stands at ${part.position}`);
        // A copy: what somebody reads right now stays as it was.
        piece.frames = piece.frames.slice();
        piece.frames.set(part.frames, part.position - piece.from);
      }
      return ok(null);
    },
  };
}
