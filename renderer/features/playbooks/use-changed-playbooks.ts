import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { usePersonalMemory } from '../../data/personal-memory.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLater } from '../../ui/use-later.ts';
import { type Changed, changedSince } from './changed-since.ts';

/** Steps are the longest list there is: they are asked for when the screen already stands. */
const stepsAfter = 150;
const none: readonly never[] = [];

export interface ChangedPlaybooks<P> {
  readonly changed: readonly Changed<P>[];
  /** Null before the first visit, which begins the count. */
  readonly lastLook: number | null;
  /** "I have seen these". */
  look(): void;
}

/** Which of these playbooks changed since this person last looked. */
export function useChangedPlaybooks<P extends Pick<CatalogueEntry, 'id' | 'changedAt'>>(
  playbooks: readonly P[] | undefined,
): ChangedPlaybooks<P> {
  const { lastLook, opened, look } = usePersonalMemory();
  const isLate = useLater(stepsAfter);
  const query = catalogueQuery({ type: 'step', changedAfter: lastLook ?? 0 });
  const { data: steps = none } = useQuery({ ...query, enabled: isLate && lastLook !== null });
  useEffect(() => {
    if (lastLook === null) look();
  }, [lastLook, look]);
  const changed = useMemo(
    () => (lastLook === null || playbooks === undefined ? none : changedSince(playbooks, steps, lastLook, opened)),
    [lastLook, playbooks, steps, opened],
  );
  return { changed, lastLook, look };
}
