/** What runs in the search worker: one index per scope, told what changed and asked what matches. */
import type { ScopeId } from '../../../shared/base/ids.ts';
import { type SearchDocument, type SearchHit, SearchIndex } from '../../../shared/domain/search/search-index.ts';

export type SearchMessage =
  | { readonly kind: 'put'; readonly scope: ScopeId; readonly documents: readonly SearchDocument[] }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  | { readonly kind: 'query'; readonly id: number; readonly text: string; readonly limit: number };

export interface SearchAnswer {
  readonly id: number;
  readonly hits: readonly SearchHit[];
}

/** Takes messages in order; only a query has an answer. */
export function createSearchService(): (message: SearchMessage) => SearchAnswer | null {
  const indexes = new Map<ScopeId, SearchIndex>();
  const indexOf = (scope: ScopeId) => {
    const index = indexes.get(scope) ?? new SearchIndex();
    indexes.set(scope, index);
    return index;
  };
  return (message) => {
    switch (message.kind) {
      case 'put':
        for (const document of message.documents) indexOf(message.scope).put(document);
        return null;
      case 'remove':
        for (const index of indexes.values()) for (const id of message.ids) index.remove(id);
        return null;
      case 'query': {
        const hits = [...indexes.values()].flatMap((index) => index.search(message.text, message.limit));
        hits.sort((a, b) => b.score - a.score || (a.owner < b.owner ? -1 : 1));
        return { id: message.id, hits: hits.slice(0, message.limit) };
      }
    }
  };
}
