/**
 * Whether a record under TLP:RED is on the screen. Its mark stands wherever it is shown, so the mark says so here; whoever
 * hosts the page keeps the window out of pictures of the screen meanwhile.
 */
let marks = 0;
const listeners = new Set<() => void>();

function change(by: number): void {
  const was = marks > 0;
  marks += by;
  if (marks > 0 !== was) for (const listener of [...listeners]) listener();
}

export const redOnScreen = {
  isShown: (): boolean => marks > 0,
  /** Says that one more is shown; returns how to say that it is gone. */
  show(): () => void {
    change(1);
    return () => change(-1);
  },
  /** Calls the listener when the first came or the last went. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
