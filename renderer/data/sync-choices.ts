/** What a person chose for the exchange with the hub on this machine; kept over restarts, known to nobody else. */
import { keptChoices } from './kept-choices.ts';

export interface SyncChoices {
  readonly paused: boolean;
  /** The most that may move, in bytes a second; null without a limit. */
  readonly bytesPerSecond: number | null;
}

/** Limits to choose from, in bytes a second: from a line that others need too down to a satellite telephone. */
export const rateLimits = [256_000, 64_000, 16_000, 4_000] as const;

const usual: SyncChoices = { paused: false, bytesPerSecond: null };

/** The choices of this machine. */
export const syncChoices = keptChoices<SyncChoices>('waypost.sync', usual, (kept) => {
  const { paused, bytesPerSecond } = kept as Partial<SyncChoices>;
  return { paused: paused === true, bytesPerSecond: rateLimits.find((rate) => rate === bytesPerSecond) ?? null };
});
