/** Times of the sample's story, told from the day on which a network is filled: so there is always a session today. */
import type { Clock } from '../../shared/base/ports.ts';

const dayLength = 86_400_000;

/** The day that lies so many days after the filling, `YYYY-MM-DD`. */
export function dayOf(days: number, filledAt: number): string {
  return new Date(filledAt + days * dayLength).toISOString().slice(0, 10);
}

/** `-3 15:40` is twenty to four in the afternoon three days before, `now -18` eighteen minutes before the filling, `now 18` as many after it. */
export function momentOf(text: string, filledAt: number): number {
  const [, ago] = /^now (-?\d+)$/.exec(text) ?? [];
  if (ago !== undefined) return filledAt + Number(ago) * 60_000;
  const [, days, time] = /^(-?\d+) (\d\d:\d\d)$/.exec(text) ?? [];
  if (days === undefined) throw new Error(`Not a moment: ${text}`);
  return Date.parse(`${dayOf(Number(days), filledAt)}T${time}:00Z`);
}

/** A clock that can be put to a moment of the story, and shows the time of this machine otherwise. */
export interface StoryClock extends Clock {
  /** What happens in `work` happens then. One at a time. */
  at<T>(moment: number, work: () => Promise<T>): Promise<T>;
}

export function createStoryClock(): StoryClock {
  let shown: number | null = null;
  return {
    now: () => shown ?? Date.now(),
    async at(moment, work) {
      shown = moment;
      try {
        return await work();
      } finally {
        shown = null;
      }
    },
  };
}
