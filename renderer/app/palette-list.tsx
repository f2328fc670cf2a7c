import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { iconStroke } from '../ui/icon.ts';
import { Kbd } from '../ui/kbd.tsx';
import { MarkedText } from '../ui/marked-text.tsx';
import { RecordId } from '../ui/record-id.tsx';
import { TlpChip } from '../ui/tlp-chip.tsx';
import css from './palette.module.css';
import type { PaletteItem } from './palette-items.ts';
import type { PaletteSection } from './use-palette-hits.ts';

export interface PaletteListProps {
  readonly id: string;
  readonly query: string;
  readonly sections: readonly PaletteSection[];
  /** The last row: the way to everything that is found. */
  readonly everything: PaletteItem | null;
  readonly selected: PaletteItem | undefined;
  /** Answers are missing yet: more may come in above what is shown. */
  readonly isBusy: boolean;
  onRun(item: PaletteItem): void;
}

/** The rows of the palette under their headings. Focus stays in the field above. */
export function PaletteList({ id, query, sections, everything, selected, isBusy, onRun }: PaletteListProps) {
  const { t } = useTranslation('app');
  return (
    <div className={css.list}>
      <div role="listbox" id={id} aria-busy={isBusy} aria-label={t('palette.title')}>
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox has no element of its own
          <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}-title`}>
            <div id={`${id}-${section.id}-title`} className={css.section} role="presentation">
              {section.title}
            </div>
            {section.items.map((item) => (
              <PaletteRow
                key={item.id}
                id={`${id}-${item.id}`}
                item={item}
                isSelected={item === selected}
                onRun={onRun}
              />
            ))}
          </div>
        ))}
        {everything && (
          <div className={css.everything} role="presentation">
            <PaletteRow
              id={`${id}-${everything.id}`}
              item={everything}
              isSelected={everything === selected}
              onRun={onRun}
            />
          </div>
        )}
      </div>
      {sections.length === 0 && <p className={css.empty}>{t('palette.empty', { query })}</p>}
    </div>
  );
}

interface PaletteRowProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isSelected: boolean;
  onRun(item: PaletteItem): void;
}

function PaletteRow({ id, item, isSelected, onRun }: PaletteRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isSelected]);
  const RowIcon = item.icon;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field that keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the active descendant of that field
    <div ref={row} id={id} role="option" aria-selected={isSelected} className={css.item} onClick={() => onRun(item)}>
      {RowIcon && <RowIcon size={17} aria-hidden="true" stroke={iconStroke} />}
      <span className={css.title}>
        <MarkedText text={item.title} lang={item.lang} matches={item.matches ?? []} />
      </span>
      {item.detail && <bdi className={css.detail}>{item.detail}</bdi>}
      {item.reference && <RecordId>{item.reference}</RecordId>}
      {item.mark && <TlpChip level={item.mark} />}
      {item.keys && <Kbd>{item.keys.join(' ')}</Kbd>}
      {isSelected && !item.keys && <Kbd>↵</Kbd>}
    </div>
  );
}
