import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { dayHere, utcDay } from '../../../shared/base/plain-date.ts';
import type { CatalogueQuery } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery, recordKeys } from '../../data/record-queries.ts';
import type { StaleFindings, StaleRow } from '../../feature.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useLater } from '../../ui/use-later.ts';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';

/** The job of the day comes first: nothing is counted before so many milliseconds have passed. */
const restFirst = 150;

/** What is late and coming of one kind; undefined until it is counted. */
export function useStale(row: StaleRow): StaleFindings | undefined {
  const { language } = useLocale();
  const isRested = useLater(restFirst);
  const now = useMinuteClock();
  const { data } = useQuery({ ...staleQuery(row, language, now), enabled: isRested });
  return data;
}

/** What is late and coming of one kind at an instant (milliseconds since 1970); counted anew when a day is over ([PO7]). */
export function staleQuery(row: Pick<StaleRow, 'id' | 'load'>, language: string, now: number) {
  return queryOptions<StaleFindings>({
    // By the row: what the app invalidates when a record type of the row changes. Then the day of whoever looks, by
    // which things are late, and that of UTC, by which they hold: the finders get the instant itself, which has both.
    queryKey: [...recordKeys.counted, row.id, language, dayHere(now), utcDay(now)],
    queryFn: async ({ client }) => (await row.load())((query) => listFrom(client, query), { language, now }),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
    placeholderData: (before) => before,
  });
}

/** From the cache that the lists share; the change feed keeps it true. */
function listFrom(client: QueryClient, query: CatalogueQuery) {
  return client.fetchQuery(catalogueQuery(query));
}
