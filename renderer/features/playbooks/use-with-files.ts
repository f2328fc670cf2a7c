import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId } from '../../../shared/base/ids.ts';
import { attachment } from '../../../shared/domain/attachment.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

/** Records that have files, from the page's copy of the catalogue: one read for all steps, and most have none. */
export function useWithFiles(): ReadonlySet<RecordId> {
  const { data } = useQuery(catalogueQuery({ type: attachment.type }));
  return useMemo(() => new Set((data ?? []).map(({ parent }) => parent)), [data]);
}
