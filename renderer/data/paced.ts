import { after } from './after.ts';

/** In milliseconds. */
export interface Pace {
  /** From the first time that it is asked for. */
  readonly lag: number;
  /** From one time to the next, at least. */
  readonly gap: number;
}

/** The longest that work waits for others to be done, in milliseconds. */
const patience = 100;

/**
 * Work that is asked for often and done at a pace.
 * @param goodMoment When the work is due, resolves at a good moment for it, or gives null where any is; it is not waited for long.
 */
export function paced({ lag, gap }: Pace, goodMoment: (() => Promise<unknown> | null) | null, work: () => void) {
  let callOff: (() => void) | null = null;
  let doneAt = Number.NEGATIVE_INFINITY;
  const act = () => {
    callOff?.();
    callOff = null;
    doneAt = performance.now();
    work();
  };
  const due = () => {
    const moment = goodMoment?.() ?? null;
    if (moment === null) return act();
    const giveUp = after(patience, act);
    let isOff = false;
    callOff = () => {
      isOff = true;
      giveUp();
    };
    void moment.then(() => isOff || act());
  };
  return {
    ask(): void {
      callOff ??= after(Math.max(lag, doneAt + gap - performance.now()), due);
    },
    stop(): void {
      callOff?.();
    },
  };
}
