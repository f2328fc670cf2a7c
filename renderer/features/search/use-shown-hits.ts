import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useEngine } from '../../data/engine-context.tsx';
import { recordsOfHits, type ShownHit, shownHit } from '../../data/search/hit-places.ts';
import { openHits } from '../../data/search/open-hits.ts';
import { type SearchResult, useSearch } from '../../data/search/use-search.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useRecordKinds } from '../../record-kinds.ts';
import type { SearchPlace } from './use-search-place.ts';

export interface ShownResults extends Omit<SearchResult, 'hits'> {
  readonly hits: readonly ShownHit[];
}

/** More than anybody reads; a longer query is the way to the rest. */
const limit = 200;

/** What is found at this place, kind by kind, the kind of the best hit first. Null while nothing is answered. */
export function useShownHits(query: string, { type, language }: SearchPlace): ShownResults | null {
  const engine = useEngine();
  const kinds = useRecordKinds();
  const { language: reader } = useLocale();
  const types = useMemo(() => (type === null ? [...kinds.keys()] : [type]), [kinds, type]);
  const result = useSearch(query, { limit, types, language: language ?? undefined });
  const { data } = useQuery({
    queryKey: ['search', 'hits', recordsOfHits(result?.hits ?? [])],
    queryFn: () => openHits(engine, result?.hits ?? []),
    enabled: result !== null,
    placeholderData: (before) => before,
    networkMode: 'always',
    gcTime: 10_000,
  });
  return useMemo(() => {
    if (result === null || data === undefined) return null;
    const hits = result.hits.flatMap((hit) => shownHit(hit, data, result.query, reader) ?? []);
    return { ...result, hits: byKind(hits) };
  }, [result, data, reader]);
}

function byKind(hits: readonly ShownHit[]): ShownHit[] {
  const kinds = new Map<string, ShownHit[]>();
  for (const hit of hits) {
    const others = kinds.get(hit.type);
    if (others === undefined) kinds.set(hit.type, [hit]);
    else others.push(hit);
  }
  return [...kinds.values()].flat();
}
