import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

export interface RunRow {
  readonly id: string;
  readonly title: string;
  readonly place: string | null;
  readonly startedAt: number;
  /** Milliseconds; null while it goes on. */
  readonly finishedAt: number | null;
}

/** Every run of this disk, those that go on first, then the latest. */
export function useRuns(): readonly RunRow[] {
  const { data: runs } = useQuery(catalogueQuery({ type: 'run' }));
  const { data: ends } = useQuery(catalogueQuery({ type: 'run-event', where: { kind: 'finished' } }));
  return useMemo(() => runRows(runs ?? [], ends ?? []), [runs, ends]);
}

export function runRows(runs: readonly CatalogueEntry[], ends: readonly CatalogueEntry[]): RunRow[] {
  const finishedAt = new Map(ends.map((end) => [end.parent, Number(end.values.at ?? 0)]));
  return runs
    .map((run) => ({
      id: run.id,
      title: String(run.values.playbookTitle ?? ''),
      place: typeof run.values.place === 'string' ? run.values.place : null,
      startedAt: Number(run.values.startedAt ?? 0),
      finishedAt: finishedAt.get(run.id) ?? null,
    }))
    .sort((a, b) => Number(a.finishedAt !== null) - Number(b.finishedAt !== null) || b.startedAt - a.startedAt);
}
