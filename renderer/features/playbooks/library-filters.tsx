import { Menu } from '@mantine/core';
import { IconArrowsSort, IconCheck, IconEye } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { ActiveFilter, AddFilter, FilterChip } from '../../ui/filter-chip.tsx';
import css from './library.module.css';
import { facetCounts, sortKeys } from './library-model.ts';
import { type Facet, facets, type LibraryRow } from './library-row.ts';
import { LibraryViews } from './library-views.tsx';
import { SaveLibrary } from './save-library.tsx';
import type { LibraryPlace } from './use-library-place.ts';
import { facetValueWord } from './words.ts';

export interface LibraryFiltersProps {
  readonly rows: readonly LibraryRow[];
  readonly place: LibraryPlace;
  /** The rows that are shown; null while results of a search say their own number. */
  readonly shown: readonly LibraryRow[] | null;
  /** "I have seen these": what changed until now is no news any more. */
  onLook(): void;
}

/** Facets whose values are chips of their own. */
const inSight: readonly Facet[] = ['state', 'changed'];
const inMenu = facets.filter((facet) => !inSight.includes(facet));

/** States, and what changed, as chips in sight; everything else behind the dashed chip. Each says how many it would show. */
export function LibraryFilters({ rows, place, shown, onLook }: LibraryFiltersProps) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const { filters, setFilter } = place;
  const isFiltered = Object.keys(filters).length > 0;
  const counts = useCounts(rows, place, inSight);
  const states = [...(counts.get('state') ?? [])];
  const added = facets.filter((facet) => !inSight.includes(facet) && filters[facet] !== undefined);
  return (
    <div className={css.filters}>
      <FilterChip selected={!isFiltered} count={rows.length} onClick={place.clearFilters}>
        {t('library.all')}
      </FilterChip>
      {states.map(([state, count]) => (
        <FilterChip
          key={state}
          selected={filters.state === state}
          count={count}
          onClick={() => setFilter('state', filters.state === state ? null : state)}
        >
          {facetValueWord(t, 'state', state, language)}
        </FilterChip>
      ))}
      <ChangedChip count={counts.get('changed')?.get('yes') ?? 0} place={place} onLook={onLook} />
      {added.map((facet) => (
        <ActiveFilter
          key={facet}
          name={t(`library.filter.${facet}`)}
          value={facetValueWord(t, facet, filters[facet] as string, language)}
          onRemove={() => setFilter(facet, null)}
        />
      ))}
      <FilterMenu rows={rows} place={place} />
      <div className={css.tools}>
        <span className={css.count} aria-live="polite">
          {shown === null
            ? ''
            : shown.length === rows.length
              ? t('library.count', { count: shown.length })
              : t('library.of', { shown: shown.length, total: rows.length })}
        </span>
        {shown !== null && shown.length > 0 && <SaveLibrary rows={shown} />}
        <LibraryViews place={place} />
        {shown !== null && <SortMenu place={place} />}
      </div>
    </div>
  );
}

/** What changed since the person last looked; in sight only while something did, or is asked for. */
function ChangedChip({ count, place, onLook }: Pick<LibraryFiltersProps, 'place' | 'onLook'> & { count: number }) {
  const { t } = useTranslation('playbooks');
  const isChosen = place.filters.changed !== undefined;
  if (count === 0 && !isChosen) return null;
  const seen = () => {
    onLook();
    place.setFilter('changed', null);
  };
  return (
    <>
      <FilterChip selected={isChosen} count={count} onClick={() => place.setFilter('changed', isChosen ? null : 'yes')}>
        {t('library.filter.changed')}
      </FilterChip>
      {isChosen && (
        <ActionButton kind="quiet" icon={IconEye} onClick={seen}>
          {t('home.changed.seen')}
        </ActionButton>
      )}
    </>
  );
}

/** Values of a facet that are offered at once; the rarer ones are found by the search box. */
const offered = 12;

function FilterMenu({ rows, place }: Pick<LibraryFiltersProps, 'rows' | 'place'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" width={280} withinPortal>
      <Menu.Target>
        <AddFilter expanded={isOpen} />
      </Menu.Target>
      <Menu.Dropdown mah={420} className={css.menu}>
        <FilterGroups rows={rows} place={place} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Values and how many rows each would show: counted when somebody opens the menu, and only then. */
function FilterGroups({ rows, place }: Pick<LibraryFiltersProps, 'rows' | 'place'>) {
  const { t } = useTranslation('playbooks');
  const { language, format } = useLocale();
  const counts = useCounts(rows, place, inMenu);
  return inMenu.map((facet) => {
    const values = [...(counts.get(facet) ?? [])].sort(([, a], [, b]) => b - a).slice(0, offered);
    if (values.length === 0) return null;
    return (
      <div key={facet}>
        <Menu.Label>{t(`library.filter.${facet}`)}</Menu.Label>
        {values.map(([value, count]) => (
          <Menu.Item
            key={value}
            rightSection={<span className={css.menuCount}>{format.number(count)}</span>}
            onClick={() => place.setFilter(facet, value)}
          >
            <bdi>{facetValueWord(t, facet, value, language)}</bdi>
          </Menu.Item>
        ))}
      </div>
    );
  });
}

function useCounts(rows: readonly LibraryRow[], { filters }: LibraryPlace, counted: readonly Facet[]) {
  const key = JSON.stringify(filters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filters are new at each render, their text is not
  return useMemo(() => facetCounts(rows, filters, counted), [rows, key, counted]);
}

function SortMenu({ place }: Pick<LibraryFiltersProps, 'place'>) {
  const { t } = useTranslation('playbooks');
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionButton kind="quiet" icon={IconArrowsSort}>
          {t('library.sort.label', { by: t(`library.sort.${place.sort}`) })}
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        {sortKeys.map((key) => (
          <Menu.Item
            key={key}
            aria-current={key === place.sort}
            leftSection={
              key === place.sort ? <IconCheck size={15} stroke={2} aria-hidden="true" /> : <span className={css.gap} />
            }
            onClick={() => place.setSort(key)}
          >
            {t(`library.sort.${key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
