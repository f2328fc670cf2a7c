import { IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AlsoSearched } from '../../data/search/also-searched.tsx';
import type { ShownHit } from '../../data/search/hit-places.ts';
import { useSearchIsComplete } from '../../data/search/use-search.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { useRecordKinds } from '../../record-kinds.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { HitRow } from './hit-row.tsx';
import css from './search.module.css';
import { SearchFilters } from './search-filters.tsx';
import type { SearchPlace } from './use-search-place.ts';
import { useShownHits } from './use-shown-hits.ts';

interface SearchResultsProps {
  readonly query: string;
  readonly place: SearchPlace;
}

/** What the words typed so far find: kinds and languages to narrow it by, and the hits under their kinds. */
export function SearchResults({ query, place }: SearchResultsProps) {
  const { t } = useTranslation('search');
  const translate = useTranslate();
  const navigate = useNavigate();
  const kinds = useRecordKinds();
  const isComplete = useSearchIsComplete();
  const found = useShownHits(query, place);
  if (found === null) return null;
  const { hits, total } = found;
  const headingOf = (hit: ShownHit, before: ShownHit | undefined) =>
    hit.type === before?.type ? null : kinds.get(hit.type)?.label(translate);
  return (
    <>
      <SearchFilters found={found} place={place} />
      <span className={css.count} role="status">
        {hits.length < total ? t('count.best', { count: total, shown: hits.length }) : t('count.all', { count: total })}
        {!isComplete && ` ${t('count.building')}`}
      </span>
      <AlsoSearched query={query} />
      {hits.length === 0 ? (
        <NothingFound place={place} />
      ) : (
        <VirtualList
          label={t('results')}
          items={hits}
          keyOf={({ id }) => id}
          rowHeight={48}
          headingOf={place.type === null ? headingOf : undefined}
          onOpen={({ id, type }) => void navigate({ to: kinds.get(type)?.path(id) ?? '/search' })}
          renderRow={(hit) => <HitRow hit={hit} icon={kinds.get(hit.type)?.icon} />}
        />
      )}
    </>
  );
}

function NothingFound({ place }: { readonly place: SearchPlace }) {
  const { t } = useTranslation('search');
  const isNarrowed = place.type !== null || place.language !== null;
  return (
    <EmptyState ofRecords icon={IconSearchOff} title={t('nothing.title')}>
      <p>{isNarrowed ? t('nothing.narrowed') : t('nothing.why')}</p>
      {place.type !== null && <ActionButton onClick={() => place.setType(null)}>{t('filter.allKinds')}</ActionButton>}
      {place.language !== null && (
        <ActionButton onClick={() => place.setLanguage(null)}>{t('filter.allLanguages')}</ActionButton>
      )}
    </EmptyState>
  );
}
