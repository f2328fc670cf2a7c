import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Feature, PaletteHit, PaletteSearch } from '../feature.ts';
import { useFeatures } from '../feature-list.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import type { PaletteItem } from './palette-items.ts';

export interface PaletteSection {
  readonly id: string;
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

export interface FoundSections {
  readonly sections: readonly PaletteSection[];
  /** The words that they answer: older ones than those asked, until the answer is there. */
  readonly query: string;
}

const nothingFound = { hits: [], query: '' };

/** What the features find for the words typed so far, one section per feature. */
export function usePaletteHits(query: string): FoundSections {
  const t = useTranslate();
  const navigate = useNavigate();
  const searches = useFeatures().flatMap((feature) => withSearch(feature));
  // Features never change while the app runs, so the hooks are called in the same order each time.
  // biome-ignore lint/correctness/useHookAtTopLevel: one call per feature, always all of them
  const finds = searches.map(({ search }) => search.useFind());
  const latest = useRef(finds);
  latest.current = finds;
  const [found, setFound] = useState<{ hits: readonly (readonly PaletteHit[])[]; query: string }>(nothingFound);

  useEffect(() => {
    if (query.trim() === '') return setFound({ hits: [], query });
    const stop = new AbortController();
    void Promise.all(latest.current.map((find) => find(query, stop.signal))).then(
      (hits) => !stop.signal.aborted && setFound({ hits, query }),
      (cause: unknown) => {
        if (stop.signal.aborted) return;
        setFound({ hits: [], query });
        throw cause; // a bug in a search reaches the window's sink
      },
    );
    return () => stop.abort();
  }, [query]);

  const sections = searches.map(({ id, search }, place) => ({
    id,
    title: search.label(t),
    items: (found.hits[place] ?? []).map((hit) => ({
      ...hit,
      id: `${id}:${hit.id}`,
      icon: hit.icon,
      run: () => void navigate({ to: hit.path }),
    })),
  }));
  return { sections, query: found.query };
}

function withSearch(feature: Feature): readonly { id: string; search: PaletteSearch }[] {
  return feature.search ? [{ id: feature.namespace, search: feature.search }] : [];
}
