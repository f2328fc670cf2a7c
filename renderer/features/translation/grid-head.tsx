import { useTranslation } from 'react-i18next';
import type { ShownText } from '../../../shared/domain/localised.ts';
import { sumProgress } from '../../../shared/domain/translation/progress.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { RecordHeader } from '../../ui/record-header.tsx';
import css from './grid.module.css';
import type { GridFilter } from './grid-model.ts';
import { tasks } from './overview-model.ts';
import { ProgressBar } from './progress-bar.tsx';
import type { TranslatedRecord } from './translated-record.ts';

export interface GridHeadProps {
  readonly record: TranslatedRecord;
  readonly lang: string;
  readonly title: ShownText | null;
  readonly filter: GridFilter;
  onFilter(filter: GridFilter): void;
}

/** Title and mark, how far the language has come, what to show, and the keys. */
export function GridHead({ record, lang, title, filter, onFilter }: GridHeadProps) {
  const { t } = useTranslation('translation');
  const progress = record.progress[lang] ?? sumProgress([]);
  return (
    <RecordHeader
      title={title?.text ?? t('untitled')}
      lang={title?.lang}
      tlp={record.marking}
      actions={
        <span className={css.progress}>
          <ProgressBar progress={progress} />
          <span>{t('grid.wordsLeft', { count: progress.wordsLeft })}</span>
        </span>
      }
      languages={
        <ul className={css.keys} aria-label={t('keys.label')}>
          <li>
            <Kbd>Ctrl ↵</Kbd> {t('keys.accept')}
          </li>
          <li>
            <Kbd>Alt ↓</Kbd> {t('keys.next')}
          </li>
          <li>
            <Kbd>F8</Kbd> {t('keys.outdated')}
          </li>
        </ul>
      }
    >
      <span className={css.filters}>
        {tasks.map((task) => (
          <FilterChip key={task} selected={filter === task} count={progress[task]} onClick={() => onFilter(task)}>
            {t(`state.${task}`)}
          </FilterChip>
        ))}
        <FilterChip selected={filter === null} count={progress.units} onClick={() => onFilter(null)}>
          {t('filter.all')}
        </FilterChip>
      </span>
    </RecordHeader>
  );
}
