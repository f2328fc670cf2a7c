import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { eventsInOrder, type Run, type RunEvent, run, runEvent } from '../../../shared/domain/run.ts';
import { type RunProgress, runProgress } from '../../../shared/domain/run-progress.ts';
import { childStatesQuery, recordQuery } from '../../data/record-queries.ts';
import { type OpenPlaybook, usePlaybook } from './use-playbook.ts';

export interface OpenRun {
  readonly run: Run;
  /** Null when the playbook is no longer on this disk; the run and its report stay. */
  readonly playbook: OpenPlaybook | null;
  /** In the order that counts: Lamport, then id. */
  readonly events: readonly RunEvent[];
  readonly progress: RunProgress;
}

/** A run and how far it has come, derived from its saved events alone; undefined while it opens, null when not here. */
export function useRun(id: string): OpenRun | null | undefined {
  const record = useQuery(recordQuery(run, id));
  const states = useQuery(childStatesQuery(runEvent, id));
  const playbook = usePlaybook(record.data?.playbook ?? '');
  return useMemo(() => {
    if (record.data === null) return null;
    if (record.data === undefined || states.data === undefined || playbook === undefined) return undefined;
    const events = eventsInOrder(states.data);
    const steps = [...(playbook?.steps.byId.values() ?? [])];
    const progress = runProgress(steps, playbook?.playbook.workflowStart ?? null, events);
    return { run: record.data, playbook, events, progress };
  }, [record.data, states.data, playbook]);
}
