import { useMemo } from 'react';
import type { Found, SearchOptions } from '../../../shared/domain/search/found.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useEngine } from '../engine-context.tsx';
import { type ShownHit, shownHit } from './hit-places.ts';
import { openHits } from './open-hits.ts';
import { useSearchClient } from './use-search.ts';

export interface FoundRecords extends Omit<Found, 'hits'> {
  readonly hits: readonly ShownHit[];
}

/** Asks once: what is found, ready to be shown. Who follows the index asks again when its revision goes up. */
export function useFindRecords(): (query: string, options: Omit<SearchOptions, 'preferred'>) => Promise<FoundRecords> {
  const client = useSearchClient();
  const engine = useEngine();
  const { language } = useLocale();
  return useMemo(
    () => async (query, options) => {
      const found = await client.find(query, { ...options, preferred: language });
      const states = await openHits(engine, found.hits);
      return { ...found, hits: found.hits.flatMap((hit) => shownHit(hit, states, query, language) ?? []) };
    },
    [client, engine, language],
  );
}
