import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/languages.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { useRecordKinds } from '../../record-kinds.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import css from './search.module.css';
import type { SearchPlace } from './use-search-place.ts';
import type { ShownResults } from './use-shown-hits.ts';

interface SearchFiltersProps {
  readonly found: ShownResults;
  readonly place: SearchPlace;
}

/** Kinds and languages that were found, each with how many it would show. */
export function SearchFilters({ found: { byType, byLanguage }, place }: SearchFiltersProps) {
  const { t } = useTranslation('search');
  return (
    <div className={css.filters}>
      <KindChips byType={byType} place={place} />
      <fieldset className={css.chips} aria-label={t('filter.languages')}>
        {languages
          .filter(({ code }) => (byLanguage[code] ?? 0) > 0 || place.language === code)
          .map(({ code, name }) => (
            <FilterChip
              key={code}
              selected={place.language === code}
              count={byLanguage[code] ?? 0}
              onClick={() => place.setLanguage(place.language === code ? null : code)}
            >
              <bdi lang={code}>{name}</bdi>
            </FilterChip>
          ))}
      </fieldset>
    </div>
  );
}

function KindChips({ byType, place }: { readonly byType: ShownResults['byType']; readonly place: SearchPlace }) {
  const { t } = useTranslation('search');
  const translate = useTranslate();
  const kinds = [...useRecordKinds()];
  const all = kinds.reduce((sum, [type]) => sum + (byType[type] ?? 0), 0);
  return (
    <fieldset className={css.chips} aria-label={t('filter.kinds')}>
      <FilterChip selected={place.type === null} count={all} onClick={() => place.setType(null)}>
        {t('filter.all')}
      </FilterChip>
      {kinds
        .filter(([type]) => (byType[type] ?? 0) > 0 || place.type === type)
        .map(([type, { label }]) => (
          <FilterChip
            key={type}
            selected={place.type === type}
            count={byType[type] ?? 0}
            onClick={() => place.setType(place.type === type ? null : type)}
          >
            {label(translate)}
          </FilterChip>
        ))}
    </fieldset>
  );
}
