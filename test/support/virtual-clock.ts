/** A clock that stands still until it is told. */
import type { Clock } from '../../shared/base/ports.ts';

export interface VirtualClock extends Clock {
  advance(milliseconds: number): void;
  set(time: number): void;
}

/** Begins on 2026-01-01 unless told otherwise. */
export function createVirtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    set: (to) => {
      time = to;
    },
  };
}
