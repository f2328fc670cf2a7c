/** So many at a time, so many waiting, and no more: for work that takes memory or connections that nobody may use up. */
export interface BusyGate {
  /** The work's result, or null when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T | null>;
}

export function createBusyGate(limits: { readonly atOnce: number; readonly waiting: number }): BusyGate {
  let running = 0;
  const queue: (() => void)[] = [];
  return {
    async run(work) {
      if (running >= limits.atOnce) {
        if (queue.length >= limits.waiting) return null;
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        queue.shift()?.();
      }
    },
  };
}
