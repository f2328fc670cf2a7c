/**
 * After a change of screen, focus moves to its heading, so that keyboard and screen reader start there.
 * A screen that opens slowly gets `patience` milliseconds; a person who has already put the cursor into the new
 * screen keeps it.
 */
export function focusScreenHeading(main: HTMLElement, patience = 2000): () => void {
  if (focusNow(main)) return () => {};
  const observer = new MutationObserver(() => {
    if (focusNow(main)) stop();
  });
  const timer = setTimeout(() => {
    stop();
    if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, patience);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(main, { childList: true, subtree: true });
  return stop;
}

function focusNow(main: HTMLElement): boolean {
  if (main.contains(document.activeElement) && document.activeElement !== main) return true;
  const heading = main.querySelector<HTMLElement>('[data-screen-heading]');
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
