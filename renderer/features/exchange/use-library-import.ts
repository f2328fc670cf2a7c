import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importLibrary } from '../../../shared/domain/exchange/import-library.ts';
import type { LibraryPlan } from '../../../shared/domain/exchange/plan-import.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useActivityStore } from '../../ui/activities.ts';
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
  const { person, name } = useProfile();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const [progress, setProgress] = useState<LibraryImporter['progress']>(null);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [stopper, setStopper] = useState<AbortController | null>(null);

  const run: LibraryImporter['run'] = async ({ library, name: file }, plan) => {
    const stop = new AbortController();
    setStopper(stop);
    setOutcome(null);
    const total = plan.records.length;
    const activity = activities.start(t('import.activity', { name: file }), { total });
    activity.signal.addEventListener('abort', () => stop.abort());
    setProgress({ done: 0, total });
    const done = await importLibrary({
      port: engine,
      library,
      plan,
      by: { person, name },
      clock: pageClock,
      random: pageRandom,
      pieces: pagePieces(stop.signal),
      onProgress(saved) {
        setProgress({ done: saved, total });
        activity.progress(saved, total);
      },
    });
    setProgress(null);
    const end = (saved: number, why: string | null) => {
      setOutcome({ saved, total, why });
      const words = t('import.saved', { saved, count: total });
      if (why === null) activity.finish(words);
      else activity.fail(words);
    };
    if (done.ok) return end(done.value.saved, done.value.isStopped ? t('import.stopped') : null);
    if (done.failure.kind === 'library-obstructed') return end(0, t('import.obstructed'));
    end(done.failure.saved, failureText(done.failure.cause));
  };
  return { progress, outcome, run, stop: () => stopper?.abort(), forget: () => setOutcome(null) };
}
