import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Filters, type SortKey, sortKeys } from './library-model.ts';
import { type Facet, facets } from './library-row.ts';

/** What the library shows, kept in the address, so that back, reload and a copied link come to the same list. */
export interface LibraryPlace {
  readonly query: string;
  readonly filters: Filters;
  readonly sort: SortKey;
  setQuery(query: string): void;
  setFilter(facet: Facet, value: string | null): void;
  clearFilters(): void;
  setSort(sort: SortKey): void;
  /** Filters and order as they stand in the address, without the usual order: what a saved view keeps. */
  readonly kept: Readonly<Record<string, string>>;
  /** Shows what was kept, instead of the filters and the order of now. */
  show(kept: Readonly<Record<string, string>>): void;
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
    const filters = filtersOf(search);
    const sort = sortKeys.find((known) => known === search.sort) ?? 'title';
    return {
      query: search.q === undefined ? '' : String(search.q),
      filters,
      sort,
      kept: sort === 'title' ? filters : { ...filters, sort },
      setQuery: (query) => change({ q: query }),
      setFilter: (facet, value) => change({ [facet]: value ?? undefined }),
      clearFilters: () => change(noFilters),
      setSort: (sort) => change({ sort: sort === 'title' ? undefined : sort }),
      show: (kept) => change({ ...noFilters, sort: undefined, ...knownIn(kept) }),
    };
  }, [key, navigate]);
}

const noFilters = Object.fromEntries(facets.map((facet) => [facet, undefined]));

/** What this edition knows of a view: one that a later edition saved may hold more. */
function knownIn(kept: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const known: ReadonlySet<string> = new Set([...facets, 'sort']);
  return Object.fromEntries(Object.entries(kept).filter(([key]) => known.has(key)));
}

function filtersOf(search: Readonly<Record<string, unknown>>): Filters {
  const filters: Partial<Record<Facet, string>> = {};
  for (const facet of facets) {
    const value = search[facet];
    if (typeof value === 'string' || typeof value === 'number') filters[facet] = String(value);
  }
  return filters;
}
