/**
 * After a change of screen, focus moves to its heading, so that keyboard and screen reader start there.
 * A screen that opens slowly gets `patience` milliseconds. A person who has already put the cursor into the new screen
 * keeps it, and so does one who types into a dialog that lies over it: the heading waits until the dialog is gone.
 */
export function focusScreenHeading(main: HTMLElement, patience = 2000): () => void {
  if (focusNow(main)) return () => {};
  const observer = new MutationObserver(() => {
    if (focusNow(main)) stop();
  });
  const timer = setTimeout(() => {
    stop();
    if (!isInDialog() && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, patience);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}

/** Whether the search for a place is over. */
function focusNow(main: HTMLElement): boolean {
  if (isInDialog()) return false;
  if (main.contains(document.activeElement) && document.activeElement !== main) return true;
  const heading = main.querySelector<HTMLElement>('[data-screen-heading]');
  heading?.focus({ preventScroll: true });
  return heading !== null;
}

function isInDialog(): boolean {
  return document.activeElement?.closest('[role="dialog"]') != null;
}
