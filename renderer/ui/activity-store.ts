/**
 * Long work that people can watch and stop: imports, packs, index, export. A screen or a store starts an activity;
 * the tray shows it. Nothing here survives a restart: what must, lives in the record that the work changes.
 */
export interface Activity {
  readonly id: number;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  readonly done: number;
  /** null while it is not known. */
  readonly total: number | null;
  /** Units per second since the start; null before there is one. */
  readonly rate: number | null;
  /** Words for the end: what came out, or what went wrong. */
  readonly note: string | null;
  /** Where its result can be seen. */
  readonly path: string | null;
  readonly canStop: boolean;
}

export interface ActivityHandle {
  /** Ends when the person presses stop. */
  readonly signal: AbortSignal;
  progress(done: number, total?: number | null): void;
  finish(note?: string, path?: string): void;
  fail(note: string): void;
}

export interface ActivityStore {
  start(name: string, options?: { readonly canStop?: boolean; readonly total?: number }): ActivityHandle;
  stop(id: number): void;
  clearFinished(): void;
  list(): readonly Activity[];
  subscribe(onChange: () => void): () => void;
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
    change(activities.map((activity) => (activity.id === id ? { ...activity, ...fields } : activity)));
  const isRunning = (id: number) => activities.some((activity) => activity.id === id && activity.state === 'running');
  const end = (id: number, fields: Partial<Activity>) => {
    if (isRunning(id)) patch(id, { canStop: false, ...fields });
    stops.delete(id);
  };

  return {
    start(name, options = {}) {
      lastId += 1;
      const id = lastId;
      const began = now();
      const stop = new AbortController();
      stops.set(id, stop);
      const fresh = { done: 0, total: options.total ?? null, rate: null, note: null, path: null } as const;
      change([...activities, { id, name, state: 'running', ...fresh, canStop: options.canStop ?? true }]);
      return {
        signal: stop.signal,
        progress(done, total) {
          const seconds = (now() - began) / 1000;
          const rate = seconds > 0.2 ? Math.round(done / seconds) : null;
          if (isRunning(id)) patch(id, { done, rate, ...(total === undefined ? {} : { total }) });
        },
        finish: (note, path) => end(id, { state: 'done', note: note ?? null, path: path ?? null }),
        fail: (note) => end(id, { state: 'failed', note }),
      };
    },
    stop(id) {
      stops.get(id)?.abort();
      end(id, { state: 'stopped' });
    },
    clearFinished: () => change(activities.filter((activity) => activity.state === 'running')),
    list: () => activities,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
