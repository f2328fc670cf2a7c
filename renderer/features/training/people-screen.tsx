import { IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DuplicateSuggestion, findDuplicates } from '../../../shared/domain/names/find-duplicates.ts';
import { plainName } from '../../../shared/domain/names/name-key.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import field from '../../ui/form-field.module.css';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { DuplicateList } from './duplicate-list.tsx';
import { SavePeople } from './lists/save-people.tsx';
import { PersonName, VisibleName } from './person-name.tsx';
import css from './training.module.css';
import { TrainingTabs } from './training-tabs.tsx';
import { usePersons } from './use-persons.ts';
import { useSortedPeople } from './use-sorted-people.ts';

/** Everybody who is or was trained, and who may be in it twice. */
export function PeopleScreen() {
  const { t } = useTranslation('training');
  const persons = usePersons();
  useScreenTitle(t('tabs.people'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }, { label: t('tabs.people') }]} />
      <PageBody>
        <ListHead title={t('tabs.people')}>
          <TrainingTabs at="people" />
        </ListHead>
        {persons?.size === 0 && (
          <EmptyState ofRecords icon={IconUsers} title={t('person.none')}>
            {t('person.noneWhy')}
          </EmptyState>
        )}
        {persons !== undefined && persons.size > 0 && <People persons={persons} />}
      </PageBody>
    </>
  );
}

function People({ persons }: { readonly persons: ReadonlyMap<string, PersonRow> }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [showsDuplicates, setShowsDuplicates] = useState(false);
  const query = useDeferredValue(plainName(typed));
  const suggestions = useDuplicates(showsDuplicates ? persons : null);
  const sorted = useSortedPeople(persons, format.language);
  const rows = useMemo(
    () => (query === '' ? sorted : sorted.filter((each) => plainOf(each).includes(query))),
    [sorted, query],
  );
  return (
    <>
      <div className={css.tools}>
        <input
          type="search"
          className={`${field.input} ${css.search}`}
          dir="auto"
          aria-label={t('person.search')}
          placeholder={t('person.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <FilterChip
          selected={showsDuplicates}
          count={suggestions?.length}
          onClick={() => setShowsDuplicates(!showsDuplicates)}
        >
          {t('person.duplicates')}
        </FilterChip>
        <span className={css.quiet}>{t('person.count', { count: rows.length })}</span>
        {!showsDuplicates && rows.length > 0 && <SavePeople people={rows} />}
      </div>
      {showsDuplicates ? (
        suggestions && <DuplicateList suggestions={suggestions} />
      ) : (
        <VirtualList
          label={t('tabs.people')}
          items={rows}
          keyOf={({ id }) => id}
          rowHeight={48}
          onOpen={({ id }) => void navigate({ to: `/training/people/${id}` })}
          renderRow={(person) => (
            <RowContent
              title={<PersonName person={person} />}
              sub={person.organisation !== '' && <VisibleName name={person.organisation} />}
              end={person.role !== '' && <VisibleName name={person.role} />}
            />
          )}
        />
      )}
    </>
  );
}

/** Both names folded, for finding; made when somebody types, and remembered. */
const plainOf = ({ transliteration, name }: PersonRow): string => `${plainName(transliteration)} ${plainName(name)}`;

/** Looked for when somebody asks, after the screen has answered: with many people it takes a moment. */
function useDuplicates(persons: ReadonlyMap<string, PersonRow> | null): readonly DuplicateSuggestion[] | undefined {
  const [found, setFound] = useState<readonly DuplicateSuggestion[]>();
  useEffect(() => {
    if (persons === null) return;
    const timer = setTimeout(() => setFound(findDuplicates([...persons.values()])), 0);
    return () => clearTimeout(timer);
  }, [persons]);
  return found;
}
