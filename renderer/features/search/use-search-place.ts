import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** What the screen shows, kept in the address, so that back, reload and a copied link come to the same results. */
export interface SearchPlace {
  readonly query: string;
  /** Record type, or null for all. */
  readonly type: string | null;
  /** Language of the texts, or null for all. */
  readonly language: string | null;
  setQuery(query: string): void;
  setType(type: string | null): void;
  setLanguage(language: string | null): void;
}

export function useSearchPlace(): SearchPlace {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const key = JSON.stringify(search);
  // The same place stays the same object: a key press in the box must not draw the results anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is new at each render, its text is not
  return useMemo(() => {
    const change = (next: Readonly<Record<string, string | null>>) => {
      const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value !== null && value !== '');
      void navigate({ to: '/search', search: Object.fromEntries(merged) as never, replace: true });
    };
    return {
      query: search.q === undefined ? '' : String(search.q),
      type: typeof search.type === 'string' ? search.type : null,
      language: typeof search.in === 'string' ? search.in : null,
      setQuery: (query) => change({ q: query }),
      setType: (type) => change({ type }),
      setLanguage: (language) => change({ in: language }),
    };
  }, [key, navigate]);
}
