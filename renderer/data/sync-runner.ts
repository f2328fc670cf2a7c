/**
 * Decides when to talk to the hub; nobody waits for it. On start, soon after a save, at an interval that grows with
 * failures, and when the machine wakes or finds a network again.
 */
import type { Result } from '../../shared/base/result.ts';
import type { SyncFailure, SyncReport } from '../../shared/sync/engine-api.ts';
import type { Desktop } from './desktop.ts';
import type { LiveEngine } from './live-engine.ts';
import { createObservable, type Observable } from './observable.ts';

export interface SyncRunnerState {
  readonly running: boolean;
  readonly paused: boolean;
  /** Result of the latest exchange; null before the first. */
  readonly last: Result<SyncReport, SyncFailure> | null;
}

export interface SyncRunner {
  readonly state: Observable<SyncRunnerState>;
  start(): void;
  stop(): void;
  /** An exchange now, or the one that is under way. Works while paused too: a person asked for it. */
  now(): Promise<Result<SyncReport, SyncFailure>>;
  pause(): void;
  resume(): void;
}

export interface SyncRunnerOptions {
  readonly engine: LiveEngine;
  readonly desktop: Desktop;
  /** From 0 to 1; spreads devices that lost their hub at the same moment. */
  readonly random?: () => number;
  /** Milliseconds; for tests. */
  readonly timing?: Partial<SyncTiming>;
}

export interface SyncTiming {
  /** Before the first exchange: the first screen comes first. */
  readonly atStart: number;
  /** After the last of a series of saves. */
  readonly afterSave: number;
  /** Between exchanges when all is well: others' changes arrive within it. */
  readonly interval: number;
  /** After the first failure; doubles with each further one. */
  readonly firstRetry: number;
  readonly longestRetry: number;
}

const defaultTiming: SyncTiming = {
  atStart: 1_000,
  afterSave: 1_500,
  interval: 30_000,
  firstRetry: 5_000,
  longestRetry: 300_000,
};

export function createSyncRunner(options: SyncRunnerOptions): SyncRunner {
  const timing = { ...defaultTiming, ...options.timing };
  const random = options.random ?? Math.random;
  const state = createObservable<SyncRunnerState>({ running: false, paused: false, last: null });
  let failures = 0;
  let current: Promise<Result<SyncReport, SyncFailure>> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stops: (() => void)[] = [];
  let started = false;

  const update = (change: Partial<SyncRunnerState>) => state.set({ ...state.get(), ...change });
  const schedule = (delay: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!started || state.get().paused) return;
    timer = setTimeout(() => void run(), delay);
  };
  const nextDelay = () => {
    if (failures === 0) return timing.interval * (0.8 + 0.4 * random());
    const retry = Math.min(timing.longestRetry, timing.firstRetry * 2 ** (failures - 1));
    return retry * (0.5 + random());
  };
  const exchange = async () => {
    update({ running: true });
    try {
      const result = await options.engine.sync();
      failures = result.ok ? 0 : failures + 1;
      update({ running: false, last: result });
      return result;
    } catch (error) {
      failures += 1;
      update({ running: false });
      throw error;
    } finally {
      current = null;
      schedule(nextDelay());
    }
  };
  const run = () => {
    current ??= exchange();
    return current;
  };
  const soon = () => {
    // While the hub does not answer, saves do not hurry it: the retry is already planned.
    if (current === null && failures === 0) schedule(timing.afterSave);
  };

  return {
    state,
    now: run,
    start() {
      if (started) return;
      started = true;
      stops = [
        options.engine.onChange((notice) => notice.status && notice.types.length > 0 && soon()),
        options.desktop.onEvent((event) => {
          if (event === 'suspending') return;
          failures = 0;
          schedule(0);
        }),
      ];
      schedule(timing.atStart);
    },
    stop() {
      started = false;
      for (const stop of stops) stop();
      stops = [];
      schedule(0);
    },
    pause() {
      update({ paused: true });
      schedule(0);
    },
    resume() {
      update({ paused: false });
      schedule(0);
    },
  };
}
