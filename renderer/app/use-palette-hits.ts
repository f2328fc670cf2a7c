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

/** What the features find for the words typed so far, one section per feature. */
export function usePaletteHits(query: string): readonly PaletteSection[] {
  const t = useTranslate();
  const navigate = useNavigate();
  const searches = useFeatures().flatMap((feature) => withSearch(feature));
  // Features never change while the app runs, so the hooks are called in the same order each time.
  // biome-ignore lint/correctness/useHookAtTopLevel: one call per feature, always all of them
  const finds = searches.map(({ search }) => search.useFind());
  const latest = useRef(finds);
  latest.current = finds;
  const [found, setFound] = useState<readonly (readonly PaletteHit[])[]>([]);

  useEffect(() => {
    if (query.trim() === '') return setFound([]);
    const stop = new AbortController();
    void Promise.all(latest.current.map((find) => find(query, stop.signal))).then(
      (hits) => !stop.signal.aborted && setFound(hits),
      (cause: unknown) => {
        if (!stop.signal.aborted) throw cause; // a bug in a search reaches the window's sink
      },
    );
    return () => stop.abort();
  }, [query]);

  return searches.map(({ id, search }, place) => ({
    id,
    title: search.label(t),
    items: (found[place] ?? []).map((hit) => ({
      ...hit,
      id: `${id}:${hit.id}`,
      icon: hit.icon,
      run: () => void navigate({ to: hit.path }),
    })),
  }));
}

function withSearch(feature: Feature): readonly { id: string; search: PaletteSearch }[] {
  return feature.search ? [{ id: feature.namespace, search: feature.search }] : [];
}
