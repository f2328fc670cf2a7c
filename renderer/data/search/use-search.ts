import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SearchHit } from '../../../shared/domain/search/search-index.ts';
import { useEngine } from '../engine-context.tsx';
import type { LiveEngine } from '../live-engine.ts';
import { createSearchPort } from './create-search-port.ts';
import { createSearchClient, type SearchClient } from './search-client.ts';

const clients = new WeakMap<LiveEngine, SearchClient>();

/** The search of this engine; the first caller starts it, and it lives as long as the engine. */
export function useSearchClient(): SearchClient {
  const engine = useEngine();
  const known = clients.get(engine);
  if (known !== undefined) return known;
  const client = createSearchClient(engine, createSearchPort(), ['playbook', 'step']);
  clients.set(engine, client);
  return client;
}

export interface SearchResult {
  /** The words that `hits` answer; behind what is typed by a few milliseconds. */
  readonly query: string;
  readonly hits: readonly SearchHit[];
}

/** Hits for what is typed so far, asked again when the index changes. Null while nothing is typed or answered. */
export function useSearch(query: string, limit: number): SearchResult | null {
  const client = useSearchClient();
  const revision = useSyncExternalStore(client.revision.subscribe, client.revision.get);
  const [result, setResult] = useState<SearchResult | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks the same question again
  useEffect(() => {
    let isCurrent = true;
    if (query.trim() === '') setResult(null);
    else void client.find(query, limit).then((hits) => isCurrent && setResult({ query, hits }));
    return () => {
      isCurrent = false;
    };
  }, [client, query, limit, revision]);
  return result;
}
