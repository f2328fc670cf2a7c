/**
 * Decides when to talk to the hub; nobody waits for it ([BG1]). On start, soon after a save, when the hub says that
 * something moved, when the machine wakes or finds a network again, and at an interval that grows with failures.
 */
import type { Result } from '../../shared/base/result.ts';
import type { HostEvent } from '../../shared/ipc/contract.ts';
import type { SyncFailure, SyncReport } from '../../shared/sync/engine-api.ts';
import { retryDelay } from '../../shared/sync/retry-delay.ts';
import type { Desktop } from './desktop.ts';
import type { LiveEngine } from './live-engine.ts';
import { createObservable, type Observable, type Settable } from './observable.ts';
import type { SyncChoices } from './sync-choices.ts';

export interface SyncRunnerState {
  readonly running: boolean;
  readonly paused: boolean;
  /** The most that may move, in bytes a second; null without a limit. */
  readonly bytesPerSecond: number | null;
  /** Result of the latest exchange; null before the first. */
  readonly last: Result<SyncReport, SyncFailure> | null;
}

export interface SyncRunner {
  readonly state: Observable<SyncRunnerState>;
  start(): void;
  stop(): void;
  /** An exchange now, or the one that is under way. Works while paused too: a person asked for it. */
  now(): Promise<Result<SyncReport, SyncFailure>>;
  /** As `now`, but after the exchange that is under way, which may have missed what it is asked for. */
  again(): void;
  pause(): void;
  resume(): void;
  /** Limits what may move, in bytes a second; null lifts it. */
  limit(bytesPerSecond: number | null): void;
  /**
   * No exchange by itself until the returned function is called, once: a large piece of work is being saved, and sending
   * it in crumbs meanwhile takes several times as long for both.
   */
  hold(): () => void;
}

export interface SyncRunnerOptions {
  readonly engine: LiveEngine;
  readonly desktop: Desktop;
  /** What the person chose before, and where choices are kept; without it they last as long as this runner. */
  readonly choices?: Settable<SyncChoices>;
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
  /** The same while the hub is heard: it says when something moved. */
  readonly intervalHeard: number;
  /** After word that something moved, at most: a hub that wakes hundreds must not have them all at once. */
  readonly afterWord: number;
  /** After the first failure; doubles with each further one. */
  readonly firstRetry: number;
  readonly longestRetry: number;
}

const defaultTiming: SyncTiming = {
  atStart: 1_000,
  afterSave: 1_500,
  interval: 30_000,
  intervalHeard: 300_000,
  afterWord: 2_000,
  firstRetry: 5_000,
  longestRetry: 300_000,
};

export function createSyncRunner(options: SyncRunnerOptions): SyncRunner {
  const timing = { ...defaultTiming, ...options.timing };
  const random = options.random ?? Math.random;
  const choices = options.choices ?? createObservable<SyncChoices>({ paused: false, bytesPerSecond: null });
  const state = createObservable<SyncRunnerState>({ running: false, last: null, ...choices.get() });
  let failures = 0;
  let current: Promise<Result<SyncReport, SyncFailure>> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stops: (() => void)[] = [];
  let started = false;
  let holds = 0;
  let isHeard = false;
  /** What nobody says a word of: chunks that the hub did not have yet ([AT3]). */
  let chunksWanted = 0;
  /** Word came during an exchange, which may have asked before. */
  let isOutdated = false;

  const update = (change: Partial<SyncRunnerState>) => state.set({ ...state.get(), ...change });
  const choose = (change: Partial<SyncChoices>) => {
    choices.set({ ...choices.get(), ...change });
    update(choices.get());
    setFlow(choices.get().paused);
  };
  const setFlow = (held: boolean) => options.engine.setFlow?.({ ...choices.get(), held });
  const schedule = (delay: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!started || state.get().paused || holds > 0) return;
    timer = setTimeout(() => void run(), delay);
  };
  const nextDelay = () => {
    if (failures === 0 && isOutdated) return timing.afterWord * random();
    if (failures === 0)
      return (isHeard && chunksWanted === 0 ? timing.intervalHeard : timing.interval) * (0.8 + 0.4 * random());
    return retryDelay(failures, { first: timing.firstRetry, longest: timing.longestRetry }, random);
  };
  const exchange = async () => {
    update({ running: true });
    isOutdated = false;
    // Whoever asks while paused gets one exchange; the hold is back when it is over ([BG3]).
    setFlow(false);
    try {
      const result = await options.engine.sync();
      failures = result.ok ? 0 : failures + 1;
      if (result.ok) chunksWanted = result.value.chunksWanted;
      update({ running: false, last: result });
      return result;
    } catch (error) {
      failures += 1;
      update({ running: false });
      throw error;
    } finally {
      current = null;
      setFlow(choices.get().paused);
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

  const listen = (on: boolean) => void options.desktop.call('hub:listen', { on }).catch(() => {});
  const hear = (event: HostEvent) => {
    if (event === 'suspending' || event === 'closing') return;
    if (event === 'hub-heard' || event === 'hub-lost') isHeard = event === 'hub-heard';
    if (event === 'hub-lost') return schedule(nextDelay());
    if (event === 'hub-heard' || event === 'hub-moved') {
      isOutdated = current !== null;
      // The hub is there again for everybody who lost it: nobody comes at once.
      failures = 0;
      if (!isOutdated) schedule(timing.afterWord * random());
      return;
    }
    failures = 0;
    schedule(0);
    // The line that was heard over may be gone without a word: it is opened anew.
    isHeard = false;
    if (!state.get().paused) listen(true);
  };

  return {
    state,
    now: run,
    again() {
      if (current === null) void run();
      else isOutdated = true;
    },
    start() {
      if (started) return;
      started = true;
      stops = [
        options.engine.onChange((notice) => notice.status && notice.types.length > 0 && soon()),
        options.desktop.onEvent(hear),
      ];
      setFlow(choices.get().paused);
      if (!choices.get().paused) listen(true);
      schedule(timing.atStart);
    },
    stop() {
      started = false;
      for (const stop of stops) stop();
      stops = [];
      schedule(0);
      listen(false);
    },
    pause() {
      choose({ paused: true });
      schedule(0);
      isHeard = false;
      listen(false);
    },
    resume() {
      choose({ paused: false });
      listen(true);
      schedule(0);
    },
    limit: (bytesPerSecond) => choose({ bytesPerSecond }),
    hold() {
      holds += 1;
      schedule(0);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        schedule(timing.afterSave);
      };
    },
  };
}
