/**
 * A transport that a person can hold and limit ([BG3], [BG4]). It lives beside the engine, in whatever hosts it, since it
 * waits: the engine only asks it whether the next request may go.
 */
import type { Clock } from '../base/ports.ts';
import type { Transport } from './ports.ts';

/** How much may move, as a person chose. */
export interface Flow {
  /** Nothing new goes out; the request that is out ends. */
  readonly held: boolean;
  /** The most that may move both ways together; null without a limit. */
  readonly bytesPerSecond: number | null;
}

export interface PacedTransport extends Transport {
  setFlow(flow: Flow): void;
  /** Call it at each save: the next request of an exchange under way waits for the last of a series ([BG1]). */
  saved(): void;
}

/** Milliseconds after a save in which another is likely, and how long a request waits for the end of a series at most. */
const seriesRest = 300;
const longestRest = 5_000;
/** Requests that follow one another within so many milliseconds are of one exchange. */
const inOneExchange = 1_000;

export interface PacedOptions {
  readonly clock: Clock;
  /** Calls back after so many milliseconds. Returns how to call it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

export function createPacedTransport(transport: Transport, { clock, after }: PacedOptions): PacedTransport {
  let flow: Flow = { held: false, bytesPerSecond: null };
  let last = { at: 0, bytes: 0 };
  let [answeredAt, savedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let changed = () => {};

  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const cancel = after(milliseconds, resolve);
      // A hold, or another limit, counts at once: nobody waits out the old one.
      changed = () => {
        cancel();
        resolve();
      };
    });
  const left = () =>
    flow.bytesPerSecond === null ? 0 : last.at + (last.bytes / flow.bytesPerSecond) * 1_000 - clock.now();
  // A clock that was put back makes the last save, and the last answer, one that is to come: it counts as none.
  const isWithin = (at: number, rest: number) => at <= clock.now() && clock.now() - at <= rest;
  const seriesLeft = () => (isWithin(savedAt, seriesRest) ? savedAt + seriesRest - clock.now() : 0);
  /** Sent in crumbs, a series of saves takes several times as long, and each of them waits for requests that are made and read. */
  const untilSaved = async () => {
    for (let waited = 0; waited < longestRest && !flow.held; ) {
      const due = Math.min(seriesLeft(), longestRest - waited);
      if (due <= 0) return;
      await wait(due);
      waited += due;
    }
  };

  return {
    async exchange(request) {
      const at = clock.now();
      last = { at, bytes: request.length };
      const answer = await transport.exchange(request);
      last = { at, bytes: request.length + sizeOf(answer) };
      answeredAt = clock.now();
      return answer;
    },
    async ready() {
      if (isWithin(answeredAt, inOneExchange) && seriesLeft() > 0) await untilSaved();
      while (!flow.held) {
        // A clock that was put back must not stop the sync for years.
        const due = Math.min(left(), (last.bytes / (flow.bytesPerSecond ?? 1)) * 1_000);
        if (due <= 0) return true;
        await wait(due);
      }
      return false;
    },
    rate: () => flow.bytesPerSecond,
    saved() {
      savedAt = clock.now();
    },
    setFlow(next) {
      flow = next;
      changed();
    },
  };
}

/** Bytes that came, of an answer that was cut off too. */
function sizeOf(answer: Awaited<ReturnType<Transport['exchange']>>): number {
  if (answer.ok) return answer.value.length;
  return 'arrived' in answer.failure ? (answer.failure.arrived?.length ?? 0) : 0;
}
