import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importLibrary } from '../../../shared/domain/exchange/import-library.ts';
import type { LibraryPlan } from '../../../shared/domain/exchange/plan-import.ts';
import { useEngine, useProfile, useSyncRunner } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useActivityStore } from '../../ui/activities.ts';
import type { ActivityEnd, ActivityHandle } from '../../ui/activity-store.ts';
import type { OpenLibrary } from './use-library-file.ts';

export interface ImportOutcome {
  readonly saved: number;
  readonly total: number;
  /** Null when it is done; otherwise what ended it, in words. */
  readonly why: string | null;
}

export interface LibraryImporter {
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly outcome: ImportOutcome | null;
  run(open: OpenLibrary, plan: LibraryPlan): Promise<void>;
  stop(): void;
  forget(): void;
}

/** Saves a compared library; the tray shows how far it is, and stops it between two record sets. */
export function useLibraryImport(): LibraryImporter {
  const { t } = useTranslation('exchange');
  const engine = useEngine();
  const syncRunner = useSyncRunner();
  const { person, name } = useProfile();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const [progress, setProgress] = useState<LibraryImporter['progress']>(null);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [activity, setActivity] = useState<ActivityHandle | null>(null);

  const run: LibraryImporter['run'] = ({ library, name: file }, plan) => {
    setOutcome(null);
    const total = plan.records.length;
    let last = 0;
    const end = (saved: number, why: string | null, state: ActivityEnd['state'] = 'failed'): ActivityEnd => {
      setProgress(null);
      setOutcome({ saved, total, why });
      return { state, note: t('import.saved', { saved, count: total }), path: '/exchange/import' };
    };
    const options = { total, onFault: () => end(last, t('import.fault')) };
    const release = syncRunner.hold();
    const saving = activities.track(t('import.activity', { name: file }), options, async (activity) => {
      setActivity(activity);
      setProgress({ done: 0, total });
      const done = await importLibrary({
        port: engine,
        library,
        plan,
        by: { person, name },
        clock: pageClock,
        random: pageRandom,
        pieces: pagePieces(activity.signal),
        onProgress(saved) {
          last = saved;
          setProgress({ done: saved, total });
          activity.progress(saved, total);
        },
      });
      if (done.ok && done.value.isStopped) return end(done.value.saved, t('import.stopped'), 'stopped');
      if (done.ok) return end(done.value.saved, null, 'done');
      if (done.failure.kind === 'library-obstructed') return end(0, t('import.obstructed'));
      return end(done.failure.saved, failureText(done.failure.cause));
    });
    return saving.finally(release);
  };
  return { progress, outcome, run, stop: () => activity?.stop(), forget: () => setOutcome(null) };
}
