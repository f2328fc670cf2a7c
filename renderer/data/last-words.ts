/** Nothing that is being typed goes with its page: what keeps it when its field is left does so before the page goes, too. */
import { type Desktop, electronBridge } from './desktop.ts';
import type { LiveEngine } from './live-engine.ts';

/** Longer than this nobody waits for a disk before the window closes; milliseconds. */
const longestWait = 2_000;
/** What the host says of a window comes within so many milliseconds. */
const hostSpeaks = 50;

/**
 * Leaves the field at hand when the host is about to lock, which waits a moment for that, and when the page is about to go: a
 * window holds that up while a save has no answer. A browser asks the person whether to stay instead.
 */
export function keepLastWords(desktop: Desktop, engine: () => LiveEngine | null): void {
  const leaveField = () => (document.activeElement as HTMLElement | null)?.blur();
  let isClosing = false;
  let isLeaving = false;
  desktop.onEvent((event) => {
    if (event === 'locking') leaveField();
    if (event === 'closing') isClosing = true;
  });
  const leave = () => {
    isLeaving = true;
    if (isClosing) window.close();
    else location.reload();
    // Where it did not go all the same, the next time is a time of its own.
    setTimeout(() => {
      [isClosing, isLeaving] = [false, false];
    }, longestWait);
  };
  window.addEventListener('beforeunload', (event) => {
    leaveField();
    const answers = engine()?.whenAnswered?.() ?? null;
    if (answers === null || isLeaving) return;
    event.preventDefault();
    if (electronBridge() === null) return;
    void Promise.race([Promise.all([answers, passing(hostSpeaks)]), passing(longestWait)]).then(leave);
  });
}

const passing = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
