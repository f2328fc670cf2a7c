import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId } from '../../shared/base/ids.ts';
import { useProfile } from './engine-context.tsx';
import { catalogueQuery } from './record-queries.ts';

/** The records of a type that whoever works here may read; undefined while they are read from the disk. */
export function useReadable(type: string): ReadonlySet<RecordId> | undefined {
  const { may } = useProfile();
  const entries = useQuery(catalogueQuery({ type })).data;
  return useMemo(
    () => entries && new Set(entries.filter(({ scope }) => may('read', type, scope)).map(({ id }) => id)),
    [entries, may, type],
  );
}
