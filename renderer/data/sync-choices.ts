/** What a person chose for the exchange with the hub on this machine; kept over restarts, known to nobody else. */
import { createObservable, type Settable } from './observable.ts';

export interface SyncChoices {
  readonly paused: boolean;
  /** The most that may move, in bytes a second; null without a limit. */
  readonly bytesPerSecond: number | null;
}

/** Limits to choose from, in bytes a second: from a line that others need too down to a satellite telephone. */
export const rateLimits = [256_000, 64_000, 16_000, 4_000] as const;

const key = 'waypost.sync';
const usual: SyncChoices = { paused: false, bytesPerSecond: null };

let choices: Settable<SyncChoices> | null = null;

/** The choices of this machine. */
export function syncChoices(): Settable<SyncChoices> {
  if (choices !== null) return choices;
  const kept = createObservable(read());
  choices = {
    ...kept,
    set(value) {
      localStorage.setItem(key, JSON.stringify(value));
      kept.set(value);
    },
  };
  return choices;
}

function read(): SyncChoices {
  try {
    const { paused, bytesPerSecond } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<SyncChoices>;
    const limit = rateLimits.find((rate) => rate === bytesPerSecond) ?? null;
    return { paused: paused === true, bytesPerSecond: limit };
  } catch {
    return usual; // damaged: it holds no work, so it begins anew
  }
}
