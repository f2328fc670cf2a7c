/**
 * How much to put into one exchange: about eight seconds of link time, from 4 kB to 1 MB, so that an
 * interrupted exchange wastes little on a bad link and a good one needs few of them.
 */
import type { Clock } from '../base/ports.ts';

const smallest = 4 * 1024;
const largest = 1024 * 1024;
/** Bytes that may come for each that goes. */
const downPerUp = 4;
/** Milliseconds: exchanges faster than this double the budget, slower ones than `slow` halve it. */
const fast = 4_000;
const slow = 12_000;
/** Seconds of a limit that one direction of an exchange may take ([BG4]). */
const limitedSeconds = 8;

export interface LinkBudget {
  /** Bytes to send in the next exchange. */
  readonly up: number;
  /** Bytes to ask for. */
  readonly down: number;
  /** Tells how an exchange went. `full` when it used its budget: an empty one teaches nothing. */
  learn(startedAt: number, completed: boolean, full: boolean): void;
  /** An answer to a request for so many bytes was more than is taken at once: half of them next. False where it is asked for no less. */
  learnTooLarge(asked: number): boolean;
}

/** `rate` says the most that may move, in bytes a second; null without a limit. */
export function createLinkBudget(clock: Clock, rate: () => number | null = () => null): LinkBudget {
  let size = 64 * 1024;
  const limited = (bytes: number) => Math.min(bytes, Math.max(smallest, (rate() ?? bytes) * limitedSeconds));
  return {
    get up() {
      return limited(size);
    },
    get down() {
      return limited(size * downPerUp);
    },
    learn(startedAt, completed, full) {
      const took = clock.now() - startedAt;
      if (!completed || took > slow) size = Math.max(smallest, Math.floor(size / 2));
      else if (full && took < fast) size = Math.min(largest, size * 2);
    },
    learnTooLarge(asked) {
      const half = Math.floor(asked / downPerUp / 2);
      size = Math.max(smallest, Math.min(size, half));
      return limited(size * downPerUp) < asked;
    },
  };
}
