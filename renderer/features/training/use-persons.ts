import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type PersonRow, personRow } from '../../../shared/domain/training/roster.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

/** Everybody this laptop knows, by id; undefined while the list is read. */
export function usePersons(): ReadonlyMap<string, PersonRow> | undefined {
  const { data } = useQuery(catalogueQuery({ type: 'person' }));
  return useMemo(() => data && new Map(data.map((entry) => [entry.id, personRow(entry)])), [data]);
}
