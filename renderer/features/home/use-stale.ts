import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CatalogueQuery } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import type { StaleFindings, StaleRow } from '../../feature.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';

/** The job of the day comes first: nothing is counted before so many milliseconds have passed. */
const restFirst = 150;

/** What is late and coming of one kind; undefined until it is counted. */
export function useStale(row: StaleRow): StaleFindings | undefined {
  const { language } = useLocale();
  const isRested = useLater(restFirst);
  // The board says days: it is counted anew when this one is over, by the calendar of whoever looks.
  const now = new Date(useMinuteClock()).setHours(0, 0, 0, 0);
  const { data } = useQuery<StaleFindings>({
    // `stale`, then the row: what the app invalidates when a record type of the row changes
    queryKey: ['stale', row.id, language, now],
    queryFn: async ({ client }) => (await row.load())((query) => listFrom(client, query), { language, now }),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
    enabled: isRested,
    placeholderData: (before) => before,
  });
  return data;
}

/** From the cache that the lists share; the change feed keeps it true. */
function listFrom(client: QueryClient, query: CatalogueQuery) {
  return client.fetchQuery(catalogueQuery(query));
}

function useLater(milliseconds: number): boolean {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLater(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isLater;
}
