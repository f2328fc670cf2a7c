import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { existenceField } from '../../../shared/domain/record-state.ts';
import { type Run, type RunEvent, run, runEvent } from '../../../shared/domain/run.ts';
import { type RunProgress, runProgress } from '../../../shared/domain/run-progress.ts';
import { viewOf } from '../../../shared/domain/view.ts';
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

/** Run events in the order that counts. */
export function eventsInOrder(states: readonly RecordState[]): RunEvent[] {
  const lamportOf = (state: RecordState) => state.fields[existenceField]?.[0]?.lamport ?? 0;
  return [...states]
    .sort((a, b) => lamportOf(a) - lamportOf(b) || (a.id < b.id ? -1 : 1))
    .map((state) => viewOf(runEvent, state));
}
