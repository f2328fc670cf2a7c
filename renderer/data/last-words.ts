/** Nothing that is being typed goes with its page: what keeps it when its field is left does so before the page goes, too. */
import type { Desktop } from './desktop.ts';
import type { LiveEngine } from './live-engine.ts';

/** Longer than this nobody waits for a disk before the window closes; milliseconds. */
const longestWait = 2_000;

/**
 * Leaves the field at hand when the host is about to lock, which waits a moment for that, and when the window is about to be
 * closed, which is held up while a save has no answer. In a browser, which nobody holds up, it asks whether to stay instead.
 */
export function keepLastWords(desktop: Desktop, engine: () => LiveEngine | null): void {
  const leaveField = () => (document.activeElement as HTMLElement | null)?.blur();
  let isLeaving = false;
  desktop.onEvent((event) => {
    if (event === 'locking') leaveField();
  });
  window.addEventListener('beforeunload', (event) => {
    leaveField();
    const answers = engine()?.whenAnswered?.() ?? null;
    if (answers === null || isLeaving) return;
    event.preventDefault();
    const passing = new Promise<void>((resolve) => setTimeout(resolve, longestWait));
    void Promise.race([answers, passing]).then(() => {
      isLeaving = true;
      window.close();
      setTimeout(() => {
        isLeaving = false;
      }, longestWait);
    });
  });
}
