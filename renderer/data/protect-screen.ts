import { redOnScreen } from '../ui/red-on-screen.ts';
import type { Desktop } from './desktop.ts';

/** Has the host keep the window out of pictures of the screen while a record under TLP:RED is shown. Returns how to stop. */
export function protectScreen(desktop: Pick<Desktop, 'call'>): () => void {
  let said = false;
  const say = () => {
    const on = redOnScreen.isShown();
    if (on === said) return;
    said = on;
    // A host that cannot has nothing to tell the reader: the mark stays where it is.
    void desktop.call('window:protect', { on }).catch(() => undefined);
  };
  say();
  // From one marked record to the next the mark is gone for a moment in which nothing is painted.
  const stop = redOnScreen.subscribe(() => queueMicrotask(say));
  return () => {
    stop();
    if (said) void desktop.call('window:protect', { on: false }).catch(() => undefined);
  };
}
