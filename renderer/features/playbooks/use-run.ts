import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { eventsInOrder, type Run, type RunEvent, run, runEvent } from '../../../shared/domain/run.ts';
import { type RunProgress, runProgress } from '../../../shared/domain/run-progress.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { childStatesQuery, recordQuery } from '../../data/record-queries.ts';
import type { Line } from './lines.ts';
import { type OpenPlaybook, usePlaybook } from './use-playbook.ts';
import { useTextToRead } from './use-text-to-read.ts';

export interface OpenRun {
  readonly run: Run;
  /** Null when the playbook is no longer on this disk; the run and its report stay. */
  readonly playbook: OpenPlaybook | null;
  /** The steps of the run, each with its origin; none without the playbook. */
  readonly lines: readonly Line[];
  /** The centre whose layer is laid over the core; null where none is. */
  readonly layer: string | null;
  /** In the order that counts: Lamport, then id. */
  readonly events: readonly RunEvent[];
  readonly progress: RunProgress;
  /** The release that is run, when it was withdrawn meanwhile. */
  readonly withdrawn: StandingRelease | null;
  /** The text with which it began is not here, or is another one than was approved: what stands here is the draft. */
  readonly isTextWrong: boolean;
}

const noLines: readonly Line[] = [];

/** A run and how far it has come, derived from its saved events alone; undefined while it opens, null when not here. */
export function useRun(id: string): OpenRun | null | undefined {
  const record = useQuery(recordQuery(run, id)).data;
  const states = useQuery(childStatesQuery(runEvent, id)).data;
  const { centre } = useProfile();
  const book = record?.playbook ?? '';
  const text = useTextToRead(book, usePlaybook(book), {
    edition: record?.release ?? 'draft',
    // Runs of before it was noted are read with the layer of the reader's own centre, as they were then.
    layer: record?.layer ?? centre,
  });
  return useMemo(() => {
    if (record === null) return null;
    if (record === undefined || states === undefined || text === undefined) return undefined;
    const events = eventsInOrder(states);
    const lines = text?.lines ?? noLines;
    const playbook = text?.open ?? null;
    const of = {
      steps: [...(playbook?.steps.byId.values() ?? [])],
      start: playbook?.playbook.workflowStart ?? null,
      added: lines.flatMap((line) => (line.origin === 'local' ? [line.step] : [])),
      leader: record.leader,
    };
    return {
      ...{ run: record, playbook, lines, events, progress: runProgress(of, events) },
      layer: text?.layer?.centre ?? null,
      withdrawn: text?.release?.state === 'withdrawn' ? text.release : null,
      isTextWrong: text?.isTextWrong === true,
    };
  }, [record, states, text]);
}
