/**
 * Long work that people can watch and stop: imports, exports, the exchange with the hub, the index of the search, the
 * rebuild of a library. A screen or a store starts an activity; the tray shows it. Nothing here survives a restart: what
 * must, lives in the record that the work changes. Invariant: what a work has kept is said by the work itself, also after
 * a stop; until it has said so it is shown as stopping.
 */
export interface Activity {
  readonly id: number;
  readonly name: string;
  readonly state: 'running' | 'stopping' | ActivityEnd['state'];
  /** What `done`, `total` and `rate` count. */
  readonly unit: 'pieces' | 'bytes';
  readonly done: number;
  /** null while it is not known. */
  readonly total: number | null;
  /** Units per second since the start; null before there is one. */
  readonly rate: number | null;
  /** Words for the end: what came out, or what went wrong and what was kept. */
  readonly note: string | null;
  /** Where its result can be seen. */
  readonly path: string | null;
  readonly canStop: boolean;
}

export interface ActivityEnd {
  readonly state: 'done' | 'stopped' | 'failed';
  /** What came out; what was kept. */
  readonly note?: string;
  readonly path?: string;
}

export interface ActivityOptions {
  readonly canStop?: boolean;
  readonly total?: number;
  readonly unit?: Activity['unit'];
}

export interface TrackOptions extends ActivityOptions {
  /** What was kept in spite of a fault in Waypost itself. */
  onFault(): ActivityEnd;
}

export interface ActivityHandle {
  /** Ends when the person presses stop. */
  readonly signal: AbortSignal;
  /** Stops it from elsewhere than the tray. */
  stop(): void;
  progress(done: number, total?: number | null): void;
  end(end: ActivityEnd): void;
}

export interface ActivityStore {
  start(name: string, options?: ActivityOptions): ActivityHandle;
  /** Starts an activity and ends it with what the work answers, or with `onFault` when it throws; it throws on. */
  track(name: string, options: TrackOptions, work: (activity: ActivityHandle) => Promise<ActivityEnd>): Promise<void>;
  stop(id: number): void;
  clearFinished(): void;
  list(): readonly Activity[];
  subscribe(onChange: () => void): () => void;
}

/** Until it is known what came of it. */
export function isUnderWay({ state }: Activity): boolean {
  return state === 'running' || state === 'stopping';
}

/** @param now Milliseconds that only grow, for the rate. */
export function createActivityStore(now: () => number): ActivityStore {
  let activities: readonly Activity[] = [];
  let lastId = 0;
  const stops = new Map<number, AbortController>();
  const listeners = new Set<() => void>();

  const change = (next: readonly Activity[]) => {
    activities = next;
    for (const listener of listeners) listener();
  };
  const patch = (id: number, fields: Partial<Activity>) =>
    change(
      activities.map((activity) =>
        activity.id === id && isUnderWay(activity) ? { ...activity, ...fields } : activity,
      ),
    );
  const stop = (id: number) => {
    const known = stops.get(id);
    if (known === undefined || known.signal.aborted) return;
    patch(id, { state: 'stopping', canStop: false });
    known.abort();
  };

  const store: ActivityStore = {
    start(name, options = {}) {
      lastId += 1;
      const id = lastId;
      const began = now();
      const stopper = new AbortController();
      stops.set(id, stopper);
      const { unit = 'pieces', total = null, canStop = true } = options;
      const fresh = { state: 'running', done: 0, rate: null, note: null, path: null } as const;
      change([...activities, { id, name, unit, total, canStop, ...fresh }]);
      return {
        signal: stopper.signal,
        stop: () => stop(id),
        progress(done, newTotal) {
          const seconds = (now() - began) / 1000;
          const rate = seconds > 0.2 ? Math.round(done / seconds) : null;
          patch(id, { done, rate, ...(newTotal === undefined ? {} : { total: newTotal }) });
        },
        end({ state, note, path }) {
          patch(id, { state, canStop: false, note: note ?? null, path: path ?? null });
          stops.delete(id);
        },
      };
    },
    async track(name, { onFault, ...options }, work) {
      const activity = store.start(name, options);
      try {
        activity.end(await work(activity));
      } catch (error) {
        activity.end(onFault());
        throw error;
      }
    },
    stop,
    clearFinished: () => change(activities.filter(isUnderWay)),
    list: () => activities,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
  return store;
}
