import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { useTypedQuery } from '../../ui/use-typed-query.ts';
import { SearchResults } from './search-results.tsx';
import { useSearchPlace } from './use-search-place.ts';

/** One box over everything on this laptop; what it finds stands under its kind, with the words where they were found. */
export function SearchScreen() {
  const { t } = useTranslation('search');
  const place = useSearchPlace();
  const { query, setQuery } = useTypedQuery(place);
  const deferred = useDeferredValue(query);
  useScreenTitle(t('title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('title') }]} />
      <ListBody>
        <ScreenHeading size="unseen">{t('title')}</ScreenHeading>
        <SearchBox label={t('box.label')} hint={t('box.hint')} value={query} onChange={setQuery} />
        {deferred.trim() === '' ? (
          <EmptyState icon={IconSearch} title={t('start.title')}>
            {t('start.why')}
          </EmptyState>
        ) : (
          <SearchResults query={deferred} place={place} />
        )}
      </ListBody>
    </>
  );
}
