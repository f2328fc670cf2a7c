import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pickText, type ShownText } from '../../../shared/domain/localised.ts';
import { type RunMoment, runMoments } from '../../../shared/domain/review/timeline.ts';
import { eventsInOrder, run, runEvent } from '../../../shared/domain/run.ts';
import { step as stepDeclaration } from '../../../shared/domain/step.ts';
import { childrenQuery, childStatesQuery, recordQuery } from '../../data/record-queries.ts';
import { createFormatters } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

export interface RunTimelineData {
  readonly moments: readonly RunMoment[];
  /** Id of the playbook that was run. */
  readonly playbook: string;
  /** The step of a moment, or null: of the whole run, or no longer here. */
  stepOf(id: string | null): { readonly id: string; readonly name: ShownText | null } | null;
  /** An instant as the clock at the place of the run showed it. */
  time(at: number): string;
}

/** What happened in a run; undefined while it opens, null when it is not here. */
export function useRunTimeline(runId: string): RunTimelineData | null | undefined {
  const { language } = useLocale();
  const record = useQuery(recordQuery(run, runId)).data;
  const states = useQuery(childStatesQuery(runEvent, runId)).data;
  const playbook = record?.playbook ?? '';
  const steps = useQuery(childrenQuery(stepDeclaration, playbook)).data;
  return useMemo(() => {
    if (record === null) return null;
    if (record === undefined || states === undefined || steps === undefined) return undefined;
    const byId = new Map(steps.map((step) => [step.id, step]));
    const format = createFormatters(language, record.timeZone);
    return {
      moments: runMoments(record, eventsInOrder(states)),
      playbook,
      stepOf(id) {
        const step = byId.get(id ?? '');
        return step === undefined ? null : { id: step.id, name: pickText(step.name, language, record.language) };
      },
      time: format.time,
    };
  }, [record, states, steps, playbook, language]);
}
