import type { Pieces } from '../../shared/base/pieces.ts';

/** Work on the page for this long at most, then a turn for painting and keys: well within the 50 ms of a click. */
const pieceMs = 12;

/** Long work on this page: it gives way every few milliseconds, and ends when the signal does. */
export function pagePieces(signal: AbortSignal): Pieces {
  let began = performance.now();
  return {
    async breathe() {
      if (performance.now() - began < pieceMs) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
      began = performance.now();
    },
    isStopped: () => signal.aborted,
  };
}
