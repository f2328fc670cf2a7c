import { IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { playbook } from '../../../shared/domain/playbook.ts';
import { findMatches } from '../../../shared/domain/search/find-matches.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { AlsoSearched } from '../../data/search/also-searched.tsx';
import { type HitPlace, placesOf, recordsOfHits } from '../../data/search/hit-places.ts';
import { useSearch } from '../../data/search/use-search.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import css from './library.module.css';
import { Reference, RowEnd, useRowWords } from './library-list.tsx';
import type { LibraryRow } from './library-row.ts';
import { usePreparePlaybook } from './use-prepare-playbook.ts';

export interface LibraryResultsProps {
  readonly query: string;
  /** Rows that the filters leave. */
  readonly rows: readonly LibraryRow[];
  onOpen(id: string): void;
}

/** More than anybody reads; a longer query is the way to the rest. */
const limit = 200;
const options = { limit, types: [playbook.type] };
/** Results whose places are looked up; the others show their title. */
const detailed = 40;

interface Result {
  readonly row: LibraryRow;
  readonly places: readonly HitPlace[];
}

/** What the words typed so far find, best first, with the place that matched. */
export function LibraryResults({ query, rows, onOpen }: LibraryResultsProps) {
  const words = useRowWords();
  const { t } = words;
  const found = useResults(query, rows);
  const prepare = usePreparePlaybook();
  if (found === null) return null;
  if (found.length === 0) {
    return (
      <EmptyState icon={IconSearchOff} title={t('library.nothing.title')}>
        {t('library.nothing.search')}
      </EmptyState>
    );
  }
  return (
    <div className={css.results}>
      <span className={css.count} role="status">
        {t('library.count', { count: found.length })}
      </span>
      <AlsoSearched query={query} />
      <VirtualList
        label={t('library.title')}
        items={found}
        keyOf={({ row }) => row.id}
        rowHeight={54}
        onOpen={({ row }) => onOpen(row.id)}
        onNear={({ row }) => prepare(row.id)}
        renderRow={({ row, places }) => (
          <RowContent
            lead={<Reference row={row} />}
            title={<ResultTitle row={row} query={query} />}
            sub={places.map((place) => <PlaceLine key={place.record} place={place} />)}
            end={<RowEnd row={row} words={words} />}
          />
        )}
      />
    </div>
  );
}

function useResults(query: string, rows: readonly LibraryRow[]): readonly Result[] | null {
  const engine = useEngine();
  const { language } = useLocale();
  const result = useSearch(query, options);
  const shown = result?.hits.slice(0, detailed) ?? [];
  const { data } = useQuery({
    queryKey: ['playbooks', 'hits', recordsOfHits(shown)],
    queryFn: async () => new Map((await engine.open(recordsOfHits(shown))).map((state) => [state.id, state])),
    placeholderData: (before) => before,
    networkMode: 'always',
    gcTime: 10_000,
  });
  return useMemo(() => {
    if (result === null) return null;
    const rowById = new Map(rows.map((row) => [row.id, row]));
    return result.hits.flatMap((hit, place) => {
      const row = rowById.get(hit.owner);
      if (row === undefined) return [];
      return [{ row, places: place < detailed && data ? placesOf(hit, data, result.query, language) : [] }];
    });
  }, [result, rows, data, language]);
}

function ResultTitle({ row, query }: { readonly row: LibraryRow; readonly query: string }) {
  const { t } = useTranslation('playbooks');
  if (row.title === null) return t('library.untitled');
  const { text, lang } = row.title;
  return <MarkedText text={text} lang={lang} matches={findMatches(text, query)} />;
}

function PlaceLine({ place }: { readonly place: HitPlace }) {
  return (
    <span className={css.hit}>
      {place.part !== null && (
        <span className={css.hitStep}>
          <bdi lang={place.part.lang}>{place.part.text}</bdi>:{' '}
        </span>
      )}
      <MarkedText text={place.text} lang={place.lang} matches={place.matches} />
    </span>
  );
}
