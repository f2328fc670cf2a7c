/** One step after another: the engine's writers never interleave ([EN1]). */
export interface Queue {
  /** Runs work when everything before it has ended, well or badly. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const mine = last.then(work, work);
      last = mine.catch(() => {});
      return mine;
    },
  };
}
