import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { HitPlace, ShownHit } from '../data/search/hit-places.ts';
import { createNewestAnswer } from '../data/search/newest-answer.ts';
import { useFindRecords } from '../data/search/use-find-records.ts';
import { useSearchClient } from '../data/search/use-search.ts';
import type { RecordKind } from '../feature.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { type RecordKinds, useRecordKinds } from '../record-kinds.ts';
import type { PaletteItem } from './palette-items.ts';
import type { FoundSections } from './use-palette-hits.ts';

/** Hits of one kind: what fits without scrolling. */
const perKind = 6;
const limit = 60;

/**
 * Records found by the words typed so far, one section for each kind, the kind of the best hit first; what comes into the
 * index while they stand there, as while the library is read at the start, comes in.
 */
export function useRecordSections(query: string): FoundSections {
  const kinds = useRecordKinds();
  // Kinds never change while the app runs; without any there is no library to search, and no engine either.
  // biome-ignore lint/correctness/useHookAtTopLevel: always or never
  return kinds.size === 0 ? { sections: [], query } : useSections(query, kinds);
}

function useSections(query: string, kinds: RecordKinds): FoundSections {
  const t = useTranslate();
  const navigate = useNavigate();
  const find = useFindRecords();
  const { revision } = useSearchClient();
  const asOf = useSyncExternalStore(revision.subscribe, revision.get);
  const [found, setFound] = useState<{ hits: readonly ShownHit[]; query: string }>({ hits: [], query: '' });
  // An answer counts while its words stand there: an index that changes all the time never keeps it from being shown.
  const [answers] = useState(createNewestAnswer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the index changed, the same words are asked again
  useEffect(() => {
    const isShown = answers.ask([find, query, kinds]);
    const show = (hits: readonly ShownHit[]) => isShown() && setFound({ hits, query });
    if (query.trim() === '') show([]);
    else {
      find(query, { limit, types: [...kinds.keys()] }).then(
        ({ hits }) => show(hits),
        (cause: unknown) => {
          show([]);
          throw cause; // a bug in the search reaches the window's sink
        },
      );
    }
  }, [answers, find, query, kinds, asOf]);
  const { hits } = found;
  const types = [...new Set(hits.map(({ type }) => type))];
  const sections = types.flatMap((type) => {
    const kind = kinds.get(type);
    if (kind === undefined) return [];
    const ofKind = hits.filter((hit) => hit.type === type).slice(0, perKind);
    const items = ofKind.map((hit) => itemOf(hit, kind, (path) => void navigate({ to: path })));
    return [{ id: `kind-${type}`, title: kind.label(t), items }];
  });
  return { sections, query: found.query };
}

function itemOf(hit: ShownHit, kind: RecordKind, goTo: (path: string) => void): PaletteItem {
  const { id, title, reference, mark, places } = hit;
  const text = title?.text ?? reference ?? '';
  return {
    id: `record:${id}`,
    icon: kind.icon,
    title: text,
    lang: title?.lang || undefined,
    matches: title?.matches,
    detail: detailOf(places[0]),
    reference: title === null ? undefined : (reference ?? undefined),
    mark: mark ?? undefined,
    run: () => goTo(kind.path(id)),
  };
}

function detailOf(place: HitPlace | undefined): string | undefined {
  if (place === undefined) return undefined;
  return place.part === null ? place.text : `${place.part.text}: ${place.text}`;
}
