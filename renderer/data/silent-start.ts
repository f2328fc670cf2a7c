/**
 * Watches a start that says nothing. A worker whose script did not load, or whose port to the host got lost, would leave a
 * person before an empty window for ever; another worker is given the same work, once, and then all the time it takes.
 */

/** How long a start may say nothing, in milliseconds. Tens of thousands of records are there in a third of it. */
const patience = 10_000;

export interface SilentStart {
  /** Settles when nothing was heard for {@link patience}; otherwise never. */
  readonly isTooLong: Promise<'silent'>;
  /** It works: the time begins anew. */
  heard(): void;
  end(): void;
}

export function startsSilently(): SilentStart {
  let tooLong: (outcome: 'silent') => void = () => {};
  const isTooLong = new Promise<'silent'>((resolve) => {
    tooLong = resolve;
  });
  const watch = () => setTimeout(() => tooLong('silent'), patience);
  let timer = watch();
  return {
    isTooLong,
    heard() {
      clearTimeout(timer);
      timer = watch();
    },
    end: () => clearTimeout(timer),
  };
}
