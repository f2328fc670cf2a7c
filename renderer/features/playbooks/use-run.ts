import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { eventsInOrder, type Run, type RunEvent, run, runEvent } from '../../../shared/domain/run.ts';
import { type RunProgress, runProgress } from '../../../shared/domain/run-progress.ts';
import { childStatesQuery, recordQuery } from '../../data/record-queries.ts';
import { useReleases, useReleaseText } from '../../data/use-releases.ts';
import { openRelease } from './use-edition.ts';
import { type OpenPlaybook, usePlaybook } from './use-playbook.ts';

export interface OpenRun {
  readonly run: Run;
  /** Null when the playbook is no longer on this disk; the run and its report stay. */
  readonly playbook: OpenPlaybook | null;
  /** In the order that counts: Lamport, then id. */
  readonly events: readonly RunEvent[];
  readonly progress: RunProgress;
  /** The release that is run, when it was withdrawn meanwhile. */
  readonly withdrawn: StandingRelease | null;
}

/** A run and how far it has come, derived from its saved events alone; undefined while it opens, null when not here. */
export function useRun(id: string): OpenRun | null | undefined {
  const record = useQuery(recordQuery(run, id));
  const states = useQuery(childStatesQuery(runEvent, id));
  const { playbook, withdrawn } = useRunText(record.data ?? null);
  return useMemo(() => {
    if (record.data === null) return null;
    if (record.data === undefined || states.data === undefined || playbook === undefined) return undefined;
    const events = eventsInOrder(states.data);
    const steps = [...(playbook?.steps.byId.values() ?? [])];
    const progress = runProgress(steps, playbook?.playbook.workflowStart ?? null, events);
    return { run: record.data, playbook, events, progress, withdrawn };
  }, [record.data, states.data, playbook, withdrawn]);
}

/** What is run: the text of the release with which the run began, whatever was written or released since. */
function useRunText(opened: Run | null) {
  const draft = usePlaybook(opened?.playbook ?? '');
  const standing = useReleases(opened?.playbook ?? '');
  const text = useReleaseText(opened?.release ?? null);
  const release = standing?.releases.find(({ id }) => id === opened?.release) ?? null;
  const playbook = useMemo(() => {
    if (opened?.release === undefined || draft == null) return draft;
    if (standing === undefined || text === undefined) return undefined;
    return release === null || text === null ? draft : openRelease(release, text, draft);
  }, [opened?.release, draft, standing, text, release]);
  return { playbook, withdrawn: release?.state === 'withdrawn' ? release : null };
}
