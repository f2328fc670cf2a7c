/** One step after another: the engine's writers never interleave ([EN1]). */
export interface Queue {
  /** Runs work when everything before it has ended, well or badly. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** The same, but answers while the rest of the work goes on; whoever is next waits for the rest too. */
  runAhead<T>(work: () => Promise<Ahead<T>>): Promise<T>;
}

/** An answer, and what is still to be done after it; the rest must not fail. */
export interface Ahead<T> {
  readonly answer: T;
  readonly rest: Promise<void>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const mine = last.then(work, work);
      last = mine.catch(() => {});
      return mine;
    },
    async runAhead(work) {
      const mine = last.then(work, work);
      last = mine.then(({ rest }) => rest).catch(() => {});
      return (await mine).answer;
    },
  };
}
