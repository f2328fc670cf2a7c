import { IconBook2 } from '@tabler/icons-react';
import { pickText } from '../../../shared/domain/localised.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { findMatches } from '../../../shared/domain/search/find-matches.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useSearchClient } from '../../data/search/use-search.ts';
import type { PaletteHit } from '../../feature.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { placesOf, recordsOfHits } from './search-hits.ts';

/** Hits in the palette: what fits without scrolling. */
const limit = 8;

/** Finds playbooks for the palette, by title or by a step. */
export function usePlaybookFind(): (query: string, signal: AbortSignal) => Promise<readonly PaletteHit[]> {
  const client = useSearchClient();
  const engine = useEngine();
  const { language } = useLocale();
  return async (query, signal) => {
    const hits = await client.find(query, limit);
    if (signal.aborted) return [];
    const states = new Map((await engine.open(recordsOfHits(hits))).map((state) => [state.id, state]));
    return hits.flatMap((hit): PaletteHit[] => {
      const state = states.get(hit.owner);
      if (state?.type !== playbook.type) return [];
      const view = viewOf(playbook, state);
      const title = pickText(view.title, language, view.language);
      if (title === null) return [];
      return [
        {
          id: hit.owner,
          title: title.text,
          lang: title.lang,
          reference: view.reference,
          detail: placesOf(hit, states, query, language)[0]?.text,
          icon: IconBook2,
          matches: findMatches(title.text, query),
          path: `/playbooks/${hit.owner}`,
        },
      ];
    });
  };
}
