/** A page that never rests acts after so many milliseconds all the same. */
const longestWait = 4_000;

/** Acts when this page has nothing else to do, after `rest` milliseconds at the soonest. Returns how to give it up. */
export function whenIdle(rest: number, act: () => void): () => void {
  let idle: number | null = null;
  const timer = setTimeout(() => {
    if (typeof requestIdleCallback === 'undefined') act();
    else idle = requestIdleCallback(act, { timeout: longestWait });
  }, rest);
  return () => {
    clearTimeout(timer);
    if (idle !== null) cancelIdleCallback(idle);
  };
}
