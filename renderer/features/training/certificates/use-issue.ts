import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import type { CompetencyResult } from '../../../../shared/domain/assessment/assessment-result.ts';
import { certificate, certificateRevocation } from '../../../../shared/domain/certificate/certificate.ts';
import type { StandingKey } from '../../../../shared/domain/certificate/certificate-key.ts';
import { drawPlace, takenPlaces } from '../../../../shared/domain/certificate/compose-list.ts';
import type { Attended } from '../../../../shared/domain/certificate/passed.ts';
import type { PersonRow } from '../../../../shared/domain/training/roster.ts';
import { openCertificateWork } from '../../../data/certificates/certificate-thread.ts';
import { useDesktop, useEngine, useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useFailureText } from '../../../i18n/failure-text.ts';
import { useActivityStore } from '../../../ui/activities.ts';
import type { ActivityEnd, ActivityHandle } from '../../../ui/activity-store.ts';
import type { OpenSession } from '../use-session.ts';
import { factsOf } from './facts-of.ts';
import { draftCertificates, type NewCertificate } from './make-certificates.ts';
import { useRenewList } from './use-certificates.ts';

/** Certificates that are saved at once: a stop leaves whole ones. */
const atOnce = 20;

export interface ToIssue {
  readonly person: PersonRow;
  readonly attended: Attended;
  /** What was recorded of the competencies that have items. */
  readonly results?: readonly CompetencyResult[] | undefined;
  readonly replaces?: NewCertificate['replaces'];
}

export interface Issuing {
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** What came of the last run. */
  readonly outcome: { readonly state: ActivityEnd['state']; readonly issued: number; readonly why?: string } | null;
  issue(chosen: readonly ToIssue[], key: StandingKey): Promise<void>;
  stop(): void;
}

/** Issues certificates of a session, with progress and a way out; what is saved when it stops is whole, and stays. */
export function useIssue(open: OpenSession): Issuing {
  const { t } = useTranslation('training');
  const engine = useEngine();
  const desktop = useDesktop();
  const { name: by } = useProfile();
  const { apply } = useApply();
  const renewList = useRenewList();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const [progress, setProgress] = useState<Issuing['progress']>(null);
  const [outcome, setOutcome] = useState<Issuing['outcome']>(null);
  const [activity, setActivity] = useState<ActivityHandle | null>(null);
  const path = `/training/sessions/${open.session.id}/certificates`;

  const end = (state: ActivityEnd['state'], issued: number, why?: string): ActivityEnd => {
    setProgress(null);
    setOutcome({ state, issued, ...(why === undefined ? {} : { why }) });
    return { state, note: why ?? t('certificate.issued', { count: issued }), path };
  };
  const work = async (chosen: readonly ToIssue[], key: StandingKey, handle: ActivityHandle): Promise<ActivityEnd> => {
    setActivity(handle);
    const wanted = await place(chosen, key);
    const ports = { desktop, work: await openCertificateWork() };
    let issued = 0;
    for (let at = 0; at < wanted.length && !handle.signal.aborted; at += atOnce) {
      const some = wanted.slice(at, at + atOnce);
      const drafts = await draftCertificates(ports, key.issuer.key, some);
      const saved = await apply(drafts);
      if (!saved.ok) return end('failed', issued, failureText(saved.failure));
      issued += some.length;
      setProgress({ done: issued, total: wanted.length });
      handle.progress(issued, wanted.length);
    }
    if (issued > 0) await renewList(key);
    return end(issued < wanted.length ? 'stopped' : 'done', issued);
  };
  /** Gives each an id and a place in the status list. */
  const place = async (chosen: readonly ToIssue[], key: StandingKey): Promise<NewCertificate[]> => {
    const known = await Promise.all([certificate, certificateRevocation].map(({ type }) => engine.list({ type })));
    const taken = takenPlaces(key.id, known.flat());
    const at = pageClock.now();
    return chosen.flatMap(({ person, attended, results, replaces = null }) => {
      const statusPlace = drawPlace(taken, pageRandom);
      const id = uuidv7(pageClock, pageRandom);
      const facts = factsOf({ open, person, attended, results, key, id, statusPlace, at });
      return facts === null ? [] : [{ facts, scope: open.session.scope, by, replaces }];
    });
  };
  return {
    progress,
    outcome,
    stop: () => activity?.stop(),
    async issue(chosen, key) {
      setOutcome(null);
      setProgress({ done: 0, total: chosen.length });
      const options = { total: chosen.length, onFault: () => end('failed', 0, t('certificate.fault')) };
      await activities.track(t('certificate.activity'), options, (handle) => work(chosen, key, handle));
    },
  };
}
