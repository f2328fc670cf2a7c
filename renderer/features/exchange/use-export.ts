import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concat } from '../../../shared/base/bytes.ts';
import type { Manifest } from '../../../shared/domain/exchange/library-format.ts';
import { type ExportPlan, planExport } from '../../../shared/domain/exchange/plan-export.ts';
import { writeLibrary } from '../../../shared/domain/exchange/write-library.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { useDesktop, useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useActivityStore } from '../../ui/activities.ts';

export interface ExportChoices {
  readonly highest: TlpLevel;
  readonly withDeleted: boolean;
  readonly purpose: string;
}

export type ExportOutcome =
  | { readonly kind: 'written'; readonly records: number; readonly missing: Manifest['missingFiles'] }
  | { readonly kind: 'stopped' | 'not-kept' }
  | { readonly kind: 'failed'; readonly why: string };

export interface Exporting {
  /** Undefined while the catalogue is read. */
  readonly plan: ExportPlan | undefined;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly outcome: ExportOutcome | null;
  run(): Promise<void>;
  stop(): void;
}

/** What would leave under these choices, and the writing of it. */
export function useExport({ highest, withDeleted, purpose }: ExportChoices): Exporting {
  const { t } = useTranslation('exchange');
  const engine = useEngine();
  const identity = useIdentity();
  const desktop = useDesktop();
  const profile = useProfile();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const entries = useQuery(catalogueQuery({ withDeleted: true })).data;
  const { may } = profile;
  const plan = useMemo(
    () => entries && planExport(entries, { highest, withDeleted, mayRead: (type, scope) => may('read', type, scope) }),
    [entries, highest, withDeleted, may],
  );
  const [progress, setProgress] = useState<Exporting['progress']>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const [stopper, setStopper] = useState<AbortController | null>(null);

  const run = async () => {
    if (plan === undefined) return;
    const stop = new AbortController();
    setStopper(stop);
    setOutcome(null);
    const activity = activities.start(t('export.activity'), { total: plan.leaving.length * 2 });
    activity.signal.addEventListener('abort', () => stop.abort());
    let told = 0;
    const at = pageClock.now();
    const written = await writeLibrary({
      port: engine,
      plan,
      pieces: pagePieces(stop.signal),
      settings: {
        by: { id: profile.person, name: profile.name, centre: profile.centre },
        purpose: purpose.trim(),
        highest,
        network: { id: identity.hub, name: identity.networkName, sample: identity.sample },
        scopes: identity.scopes,
        people: identity.profiles.map(({ person, name }) => ({ id: person, name })),
        at,
      },
      onProgress(done, total) {
        if (done - told < total / 100) return;
        told = done;
        setProgress({ done, total });
        activity.progress(done, total);
      },
    });
    setProgress(null);
    const end = (ended: ExportOutcome, words: string, isGood = false) => {
      setOutcome(ended);
      if (isGood) activity.finish(words);
      else activity.fail(words);
    };
    if (!written.ok) return end({ kind: 'stopped' }, t('export.stopped'));
    const { parts, manifest } = written.value;
    const suggestedName = `waypost-library-${new Date(at).toISOString().slice(0, 10)}.zip`;
    const saved = await desktop.call('files:save', { suggestedName, bytes: concat(...parts) });
    if (!saved.ok) {
      const why = failureText(saved.failure);
      return end({ kind: 'failed', why }, why);
    }
    if (!saved.value.saved) return end({ kind: 'not-kept' }, t('export.notKept'));
    const words = t('export.written', { count: manifest.records });
    end({ kind: 'written', records: manifest.records, missing: manifest.missingFiles }, words, true);
  };
  return { plan, progress, outcome, run, stop: () => stopper?.abort() };
}
