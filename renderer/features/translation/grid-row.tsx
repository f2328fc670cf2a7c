import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { contentLanguage } from '../../ui/content-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import css from './grid.module.css';
import { GridEditor } from './grid-editor.tsx';
import type { GridRow } from './grid-model.ts';
import { SourceText } from './source-text.tsx';
import { placeWord, stateTones, stateWord } from './words.ts';

export interface GridRowProps {
  readonly row: GridRow;
  readonly lang: string;
  readonly isOpen: boolean;
  readonly takesFocus: boolean;
  onOpen(key: string): void;
  onDone(): void;
}

/** One unit: its source, its translation, its state. The open one is edited where it stands. */
export const GridRowItem = memo(function GridRowItem({ row, lang, isOpen, takesFocus, onOpen, onDone }: GridRowProps) {
  const { t } = useTranslation('translation');
  const { unit } = row.place;
  const { text, state } = row.translation;
  if (isOpen) {
    return (
      <li className={css.open} aria-current="true">
        <span className={css.number}>{row.number}</span>
        <div className={css.source}>
          <SourceText row={row} isLarge />
          <span className={css.where}>{placeWord(t, row.place)}</span>
        </div>
        <GridEditor row={row} lang={lang} takesFocus={takesFocus} onDone={onDone} />
        <StateTag row={row} />
      </li>
    );
  }
  return (
    <li className={css.closed}>
      <button type="button" className={css.row} onClick={() => onOpen(row.key)}>
        <span className={css.number}>{row.number}</span>
        <span className={css.source}>
          <span {...contentLanguage(unit.lang)}>
            <PlainText text={unit.source} lang={unit.lang} />
          </span>
          <span className={css.where}>{placeWord(t, row.place)}</span>
        </span>
        <span className={css.target} {...(text === '' ? {} : contentLanguage(lang))}>
          {text === '' ? <span className={css.none}>{t('grid.notYet')}</span> : <PlainText text={text} lang={lang} />}
        </span>
        <Tag tone={stateTones[state]}>{stateWord(t, state)}</Tag>
      </button>
    </li>
  );
});

function StateTag({ row: { translation } }: { readonly row: GridRow }) {
  const { t } = useTranslation('translation');
  return <Tag tone={stateTones[translation.state]}>{stateWord(t, translation.state)}</Tag>;
}
