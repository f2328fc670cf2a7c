import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concat } from '../../../shared/base/bytes.ts';
import type { FlowSubject } from '../../../shared/domain/agreement/flow.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { Manifest } from '../../../shared/domain/exchange/library-format.ts';
import { type ExportPlan, planExport } from '../../../shared/domain/exchange/plan-export.ts';
import { writeLibrary } from '../../../shared/domain/exchange/write-library.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { useDesktop, useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useFlows } from '../../data/use-agreements.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useActivityStore } from '../../ui/activities.ts';
import type { ActivityEnd, ActivityHandle } from '../../ui/activity-store.ts';

export interface ExportChoices {
  readonly highest: TlpLevel;
  readonly withDeleted: boolean;
  readonly purpose: string;
  /** The centre that the file is for; empty for nobody else than who writes it. */
  readonly centre: string;
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
export function useExport({ highest, withDeleted, purpose, centre }: ExportChoices): Exporting {
  const { t } = useTranslation('exchange');
  const engine = useEngine();
  const identity = useIdentity();
  const desktop = useDesktop();
  const profile = useProfile();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const entries = useQuery(catalogueQuery({ withDeleted: true })).data;
  const { may } = profile;
  const flows = useFlows();
  const plan = useMemo(() => {
    if (entries === undefined || flows === undefined) return undefined;
    const mayRead = (type: string, scope: string) => may('read', type, scope);
    const mayGo = (subject: FlowSubject, { scope }: CatalogueEntry) => flows(subject, scope, centre || undefined).flows;
    return planExport(entries, { highest, withDeleted, mayRead, mayGo });
  }, [entries, flows, highest, withDeleted, centre, may]);
  const [progress, setProgress] = useState<Exporting['progress']>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const [activity, setActivity] = useState<ActivityHandle | null>(null);

  const end = (ended: ExportOutcome, state: ActivityEnd['state'], note: string): ActivityEnd => {
    setProgress(null);
    setOutcome(ended);
    return { state, note, path: '/exchange' };
  };
  const failed = (why: string) => end({ kind: 'failed', why }, 'failed', why);
  const write = async (leaving: ExportPlan, activity: ActivityHandle): Promise<ActivityEnd> => {
    setActivity(activity);
    let told = 0;
    const at = pageClock.now();
    const written = await writeLibrary({
      port: engine,
      plan: leaving,
      pieces: pagePieces(activity.signal),
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
    if (!written.ok) return end({ kind: 'stopped' }, 'stopped', t('export.stopped'));
    const { parts, manifest } = written.value;
    const suggestedName = `waypost-library-${new Date(at).toISOString().slice(0, 10)}.zip`;
    const saved = await desktop.call('files:save', { suggestedName, bytes: concat(...parts) });
    if (!saved.ok) return failed(failureText(saved.failure));
    if (!saved.value.saved) return end({ kind: 'not-kept' }, 'stopped', t('export.notKept'));
    const { records, missingFiles: missing } = manifest;
    return end({ kind: 'written', records, missing }, 'done', t('export.written', { count: records }));
  };
  const run = async () => {
    if (plan === undefined) return;
    setOutcome(null);
    const options = { total: plan.leaving.length * 2, onFault: () => failed(t('export.fault')) };
    await activities.track(t('export.activity'), options, (begun) => write(plan, begun));
  };
  return { plan, progress, outcome, run, stop: () => activity?.stop() };
}
