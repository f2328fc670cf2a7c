import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concat } from '../../../shared/base/bytes.ts';
import type { RecordId } from '../../../shared/base/ids.ts';
import { dayHere } from '../../../shared/base/plain-date.ts';
import type { Manifest } from '../../../shared/domain/exchange/library-format.ts';
import type { LibrarySigner } from '../../../shared/domain/exchange/library-signature.ts';
import type { ExportPlan } from '../../../shared/domain/exchange/plan-export.ts';
import type { PackagePlan } from '../../../shared/domain/exchange/plan-package.ts';
import { writeLibrary } from '../../../shared/domain/exchange/write-library.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { signOnHost } from '../../data/certificates/host-signer.ts';
import type { Desktop } from '../../data/desktop.ts';
import { useDesktop, useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock } from '../../data/page-ports.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useActivityStore } from '../../ui/activities.ts';
import type { ActivityEnd, ActivityHandle } from '../../ui/activity-store.ts';
import { useExportPlan } from './use-export-plan.ts';

export interface ExportChoices {
  readonly highest: TlpLevel;
  readonly withDeleted: boolean;
  readonly purpose: string;
  /** The centre that the file is for; empty for nobody else than who writes it. */
  readonly centre: string;
  /** The exercise whose package it is ([EX25]); everything where there is none. */
  readonly exercise?: RecordId | undefined;
  /** Of a package: the records of the people who have a role in it too ([EX29]). */
  readonly withPeople: boolean;
}

export type ExportOutcome =
  | { readonly kind: 'written'; readonly records: number; readonly missing: Manifest['missingFiles'] }
  | { readonly kind: 'stopped' | 'not-kept' }
  | { readonly kind: 'failed'; readonly why: string };

export interface Exporting {
  /** Undefined while the catalogue is read. */
  readonly plan: ExportPlan | undefined;
  /** Of a package, what else there is to say of it; null where everything leaves. */
  readonly pack: PackagePlan | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly outcome: ExportOutcome | null;
  run(): Promise<void>;
  stop(): void;
}

/** What would leave under these choices, and the writing of it. */
export function useExport(choices: ExportChoices): Exporting {
  const { highest, purpose, exercise } = choices;
  const { t } = useTranslation('exchange');
  const engine = useEngine();
  const identity = useIdentity();
  const desktop = useDesktop();
  const profile = useProfile();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const { plan, pack } = useExportPlan(choices);
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
    const signer = exercise === undefined ? null : await librarySigner(desktop);
    if (exercise !== undefined && signer === null) return failed(t('export.unsigned'));
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
        ...(exercise === undefined || signer === null ? {} : { exercise, signer }),
      },
      onProgress(done, total) {
        if (done - told < total / 100) return;
        told = done;
        setProgress({ done, total });
        activity.progress(done, total);
      },
    });
    if (!written.ok && written.failure.kind === 'export-unsigned') return failed(t('export.unsigned'));
    if (!written.ok) return end({ kind: 'stopped' }, 'stopped', t('export.stopped'));
    const { parts, manifest } = written.value;
    const what = exercise === undefined ? 'library' : 'exercise';
    const suggestedName = `waypost-${what}-${dayHere(at)}.zip`;
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
  return { plan, pack, progress, outcome, run, stop: () => activity?.stop() };
}

/** Has this laptop's key of certificates sign; null where there is none. */
async function librarySigner(desktop: Desktop): Promise<LibrarySigner | null> {
  const asked = await signOnHost(desktop, []);
  if (!asked.ok) return null;
  return {
    key: asked.value.multikey,
    async sign(message) {
      const signed = await signOnHost(desktop, [message]);
      return signed.ok ? (signed.value.signatures[0] ?? null) : null;
    },
  };
}
