import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Facet, type Filters, facets, type SortKey, sortKeys } from './library-model.ts';

/** What the library shows, kept in the address, so that back, reload and a copied link come to the same list. */
export interface LibraryPlace {
  readonly query: string;
  readonly filters: Filters;
  readonly sort: SortKey;
  setQuery(query: string): void;
  setFilter(facet: Facet, value: string | null): void;
  clearFilters(): void;
  setSort(sort: SortKey): void;
}

export function useLibraryPlace(): LibraryPlace {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const key = JSON.stringify(search);
  // The same place stays the same object: a key press in the search box must not draw the list anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is new at each render, its text is not
  return useMemo(() => {
    const change = (next: Readonly<Record<string, string | undefined>>) => {
      const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined && value !== '');
      void navigate({ to: '/playbooks', search: Object.fromEntries(merged) as never, replace: true });
    };
    return {
      query: search.q === undefined ? '' : String(search.q),
      filters: filtersOf(search),
      sort: sortKeys.find((known) => known === search.sort) ?? 'title',
      setQuery: (query) => change({ q: query }),
      setFilter: (facet, value) => change({ [facet]: value ?? undefined }),
      clearFilters: () => change(Object.fromEntries(facets.map((facet) => [facet, undefined]))),
      setSort: (sort) => change({ sort: sort === 'title' ? undefined : sort }),
    };
  }, [key, navigate]);
}

function filtersOf(search: Readonly<Record<string, unknown>>): Filters {
  const filters: Partial<Record<Facet, string>> = {};
  for (const facet of facets) {
    const value = search[facet];
    if (typeof value === 'string' || typeof value === 'number') filters[facet] = String(value);
  }
  return filters;
}
