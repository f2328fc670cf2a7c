import { useTranslation } from 'react-i18next';
import { FilterChip } from '../ui/filter-chip.tsx';
import { Kbd } from '../ui/kbd.tsx';
import css from './palette.module.css';
import type { PaletteSection } from './use-palette-hits.ts';

export interface PaletteKindsProps {
  readonly sections: readonly PaletteSection[];
  /** Null for all of them. */
  readonly chosen: string | null;
  onChoose(id: string | null): void;
}

/** What was found, by kind; one press or the Tab key shows one kind alone. Focus stays in the field above. */
export function PaletteKinds({ sections, chosen, onChoose }: PaletteKindsProps) {
  const { t } = useTranslation('app');
  const total = sections.reduce((sum, { items }) => sum + items.length, 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a legend and a border of its own
    <div role="group" aria-label={t('palette.kinds')} className={css.kinds}>
      <FilterChip selected={chosen === null} count={total} onClick={() => onChoose(null)}>
        {t('palette.all')}
      </FilterChip>
      {sections.map(({ id, title, items }) => (
        <FilterChip key={id} selected={chosen === id} count={items.length} onClick={() => onChoose(id)}>
          {title}
        </FilterChip>
      ))}
      <span className={css.kindKey} aria-hidden="true">
        <Kbd>Tab</Kbd>
        {t('palette.kind')}
      </span>
    </div>
  );
}

/** The kind after this one, or before it; all of them stand between the last and the first. */
export function nextKind(sections: readonly PaletteSection[], chosen: string | null, by: 1 | -1): string | null {
  const ids = [null, ...sections.map(({ id }) => id)];
  const place = Math.max(0, ids.indexOf(chosen));
  return ids[(place + by + ids.length) % ids.length] ?? null;
}
