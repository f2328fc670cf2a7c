import type { ApplyFailure } from '../../shared/sync/engine-api.ts';
import { dataNotices, dismissNotice, raiseNotice } from './data-notice-store.ts';
import type { LiveEngine } from './live-engine.ts';

/** Faults of this machine: worth a banner whoever was saving, a screen or an import. */
const machineFaults: ReadonlySet<ApplyFailure['kind']> = new Set(['disk-full', 'journal-unwritable', 'store-failed']);

/**
 * Shows a banner when the disk refuses a save, and takes it away when a later save goes through; says when something was saved,
 * and when no save waits any more.
 */
export function watchSaves(engine: LiveEngine): LiveEngine {
  const listeners = new Set<() => void>();
  const open = new Set<Promise<unknown>>();
  const awaited = async <R>(answering: Promise<R>): Promise<R> => {
    open.add(answering);
    try {
      return await answering;
    } finally {
      open.delete(answering);
    }
  };
  const apply: LiveEngine['apply'] = async (...args) => {
    const saved = await awaited(engine.apply(...args));
    if (saved.ok) for (const listener of [...listeners]) listener();
    return saved;
  };
  const watched = <A extends unknown[], R extends { readonly ok: boolean; readonly failure?: ApplyFailure }>(
    save: (...args: A) => Promise<R>,
  ) => {
    return async (...args: A): Promise<R> => {
      const saved = await save(...args);
      if (saved.failure !== undefined && machineFaults.has(saved.failure.kind)) {
        raiseNotice({ kind: 'save-failed', failure: saved.failure });
      } else if (saved.ok && hasMachineFault()) dismissNotice('save-failed');
      return saved;
    };
  };
  return {
    ...engine,
    apply: watched(apply),
    keepChunks: watched(engine.keepChunks),
    keepTyped: watched((place, texts) => awaited(engine.keepTyped(place, texts))),
    onSaved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenAnswered: () => (open.size === 0 ? null : Promise.allSettled(open)),
  };
}

function hasMachineFault(): boolean {
  return dataNotices.get().some((notice) => notice.kind === 'save-failed' && machineFaults.has(notice.failure.kind));
}
