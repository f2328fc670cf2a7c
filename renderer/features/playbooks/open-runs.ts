import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

export interface RunRow {
  readonly id: string;
  readonly scope: string;
  readonly playbook: string;
  /** Of the playbook, when the run began. */
  readonly title: string;
  readonly release: string | null;
  readonly place: string | null;
  /** Who is in charge; null where nobody was said to be. */
  readonly leader: string | null;
  readonly startedAt: number;
  /** Milliseconds; null while it goes on. */
  readonly finishedAt: number | null;
}

/** Every run of this disk, those that go on first, then the latest. */
export function useRuns(): readonly RunRow[] {
  const { data: runs } = useQuery(catalogueQuery({ type: 'run' }));
  const { data: ends } = useQuery(catalogueQuery({ type: 'run-event', where: { kind: 'finished' } }));
  const { data: handOvers } = useQuery(catalogueQuery({ type: 'run-event', where: { kind: 'handed-over' } }));
  return useMemo(() => runRows(runs ?? [], ends ?? [], handOvers ?? []), [runs, ends, handOvers]);
}

export function runRows(
  runs: readonly CatalogueEntry[],
  ends: readonly CatalogueEntry[],
  handOvers: readonly CatalogueEntry[] = [],
): RunRow[] {
  const inOrder = [...handOvers].sort((a, b) => a.changedAt - b.changedAt || (a.id < b.id ? -1 : 1));
  const leaderOf = new Map(inOrder.map(({ parent, values }) => [parent, text(values.to)]));
  const finishedAt = new Map(ends.map((end) => [end.parent, Number(end.values.at ?? 0)]));
  return runs
    .map((run) => ({
      id: run.id,
      scope: run.scope,
      playbook: run.parent,
      title: String(run.values.playbookTitle ?? ''),
      release: text(run.values.releaseNumber),
      place: text(run.values.place),
      leader: leaderOf.get(run.id) ?? text(run.values.leader),
      startedAt: Number(run.values.startedAt ?? 0),
      finishedAt: finishedAt.get(run.id) ?? null,
    }))
    .sort((a, b) => Number(a.finishedAt !== null) - Number(b.finishedAt !== null) || b.startedAt - a.startedAt);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
