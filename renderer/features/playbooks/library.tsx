import { IconBook2, IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { memo, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useListedPlaybooks } from '../../data/use-releases.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { useTypedQuery } from '../../ui/use-typed-query.ts';
import { DropZone } from './drop-zone.tsx';
import { ImportButton } from './import-button.tsx';
import { LibraryFilters } from './library-filters.tsx';
import { LibraryList } from './library-list.tsx';
import { rowsOf, sortedRows } from './library-memory.ts';
import { markChanged, matchesFilters } from './library-model.ts';
import { LibraryResults } from './library-results.tsx';
import type { LibraryRow } from './library-row.ts';
import { NewPlaybookButton } from './new-playbook-button.tsx';
import { RunningStrip } from './running-strip.tsx';
import { useChangedPlaybooks } from './use-changed-playbooks.ts';
import { useImport } from './use-import.ts';
import { type LibraryPlace, useLibraryPlace } from './use-library-place.ts';

/** Every playbook of this laptop: found while typing, narrowed by chips, brought in by drop. */
export function Library() {
  const { t } = useTranslation('playbooks');
  const place = useLibraryPlace();
  const { query, setQuery } = useTypedQuery(place);
  const deferred = useDeferredValue(query);
  const { rows, look } = useLibraryRows();
  const importFiles = useImport();
  useScreenTitle(t('library.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('library.title') }]}>
        <NewPlaybookButton />
        <ImportButton importer={importFiles} />
      </TopBar>
      <DropZone onFiles={importFiles.drop}>
        <ListBody>
          <ScreenHeading size="unseen">{t('library.title')}</ScreenHeading>
          <SearchBox
            label={t('library.searchLabel')}
            hint={t('library.searchHint')}
            value={query}
            onChange={setQuery}
          />
          <RunningStrip />
          {rows !== null && rows.length === 0 && (
            <EmptyState
              ofRecords
              icon={IconBook2}
              title={t('library.empty.title')}
              action={{ label: t('library.import'), onClick: () => void importFiles.pick('files') }}
            >
              {t('library.empty.why')}
            </EmptyState>
          )}
          {rows !== null && rows.length > 0 && (
            <FoundPlaybooks rows={rows} place={place} query={deferred} onLook={look} />
          )}
        </ListBody>
      </DropZone>
    </>
  );
}

function useLibraryRows() {
  const { language } = useLocale();
  const data = useListedPlaybooks();
  const { changed, look } = useChangedPlaybooks(data);
  const rows = useMemo(() => (data === undefined ? null : rowsOf(data, language, Date.now())), [data, language]);
  const marked = useMemo(
    () => rows && markChanged(rows, new Set(changed.map(({ playbook }) => playbook.id))),
    [rows, changed],
  );
  return { rows: marked, look };
}

interface FoundProps {
  readonly rows: readonly LibraryRow[];
  readonly place: LibraryPlace;
  readonly query: string;
  /** "I have seen these". */
  onLook(): void;
}

const FoundPlaybooks = memo(function FoundPlaybooks({ rows, place, query, onLook }: FoundProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const navigate = useNavigate();
  const { filters, sort } = place;
  const key = JSON.stringify(filters);
  const sorted = useMemo(() => sortedRows(rows, sort, format), [rows, sort, format]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filters are new at each render, their text is not
  const shown = useMemo(() => sorted.filter((row) => matchesFilters(row, filters)), [sorted, key]);
  const open = (id: string) => void navigate({ to: '/playbooks/$playbookId', params: { playbookId: id } as never });
  const isSearching = query.trim() !== '';
  return (
    <>
      <LibraryFilters rows={rows} place={place} shown={isSearching ? null : shown} onLook={onLook} />
      {isSearching && <LibraryResults query={query} rows={shown} onOpen={open} />}
      {!isSearching && shown.length > 0 && <LibraryList rows={shown} onOpen={open} />}
      {!isSearching && shown.length === 0 && (
        <EmptyState icon={IconFilterOff} title={t('library.nothing.title')}>
          <p>{t('library.nothing.why')}</p>
          <ActionButton icon={IconSearch} onClick={place.clearFilters}>
            {t('library.filter.clear')}
          </ActionButton>
        </EmptyState>
      )}
    </>
  );
});
