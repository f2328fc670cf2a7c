import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Found, SearchOptions } from '../../../shared/domain/search/found.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useEngine, useIdentity } from '../engine-context.tsx';
import type { LiveEngine } from '../live-engine.ts';
import { createNewestAnswer } from './newest-answer.ts';
import { createSearchClient, type Filling, type SearchClient } from './search-client.ts';

const clients = new WeakMap<LiveEngine, SearchClient>();

/** The search of this engine; the first caller starts it, and it lives as long as the engine. */
export function useSearchClient(): SearchClient {
  const engine = useEngine();
  const { device } = useIdentity();
  const known = clients.get(engine);
  if (known !== undefined) return known;
  const client = createSearchClient(engine, `waypost-search-${device}`);
  clients.set(engine, client);
  return client;
}

export interface SearchResult extends Found {
  /** The words that `hits` answer; behind what is typed by a few milliseconds. */
  readonly query: string;
}

/**
 * What is found for the words typed so far, asked again when the index changes; texts in the reader's language count
 * more. Null while nothing is typed or answered. `types` must be the same list from render to render.
 */
export function useSearch(query: string, options: Omit<SearchOptions, 'preferred'>): SearchResult | null {
  const client = useSearchClient();
  const { language: preferred } = useLocale();
  const revision = useSyncExternalStore(client.revision.subscribe, client.revision.get);
  const [result, setResult] = useState<SearchResult | null>(null);
  const { limit, language, types } = options;
  const [answers] = useState(createNewestAnswer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks the same question again
  useEffect(() => {
    // The answer to an earlier revision is shown too: an index that changes all the time would be shown nothing of.
    const isShown = answers.ask([client, query, limit, language, types, preferred]);
    if (query.trim() === '') setResult(null);
    else {
      const asked = client.find(query, { limit, language, types, preferred });
      void asked.then((found) => isShown() && setResult({ query, ...found }));
    }
  }, [answers, client, query, limit, language, types, preferred, revision]);
  return result;
}

/** How much of the library can be found. */
export function useSearchFilling(): Filling {
  const { filling } = useSearchClient();
  return useSyncExternalStore(filling.subscribe, filling.get);
}

/** False while the library is read for the first time: there may be more than is found. */
export function useSearchIsComplete(): boolean {
  return useSearchFilling().kind === 'done';
}
