import { IconCheck } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../../shared/domain/localised.ts';
import type { Formatters } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { FilterChip } from '../../../ui/filter-chip.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { minuteText } from '../event-list/times.ts';
import { methodWord } from '../exercise-words.ts';
import css from './board.module.css';
import { type BoardFilter, type BoardRow, boardFilters, isUnder, rowState } from './board-model.ts';
import { ToSign } from './card-head.tsx';
import { useTick } from './use-tick.ts';

interface BoardListProps {
  readonly rows: readonly BoardRow[];
  readonly current: string | undefined;
  /** Of the place of the exercise. */
  readonly format: Formatters;
  onChoose(id: string): void;
}

/** The event list: number, both times, what, from whom to whom, and how it stands. */
export function BoardList({ rows, current, format, onChoose }: BoardListProps) {
  const { t } = useTranslation('exercises');
  const now = useTick(5_000);
  const [filter, setFilter] = useState<BoardFilter>('all');
  const shown = rows.filter((row) => isUnder(filter, row, now));
  return (
    <section className={css.list} aria-label={t('list.events')}>
      <div className={css.chips}>
        {boardFilters.map((each) => (
          <FilterChip
            key={each}
            selected={filter === each}
            count={rows.filter((row) => isUnder(each, row, now)).length}
            onClick={() => setFilter(each)}
          >
            {t(`filter.${each}`)}
          </FilterChip>
        ))}
      </div>
      <div className={`${css.columns} ${css.columnHeads}`} aria-hidden="true">
        <span>{t('column.number')}</span>
        <span>{t('column.wall')}</span>
        <span>{t('column.scenario')}</span>
        <span>{t('column.title')}</span>
        <span>{t('board.fromTo')}</span>
        <span className={css.atEnd}>{t('form.state')}</span>
      </div>
      {shown.length === 0 && <p className={css.quiet}>{t('board.noRows')}</p>}
      {shown.length > 0 && (
        <VirtualList
          label={t('list.events')}
          items={shown}
          keyOf={({ inject }) => inject.id}
          selected={current}
          rowHeight={44}
          onOpen={({ inject }) => onChoose(inject.id)}
          onActive={({ inject }) => onChoose(inject.id)}
          renderRow={(row) => <Row row={row} now={now} format={format} />}
        />
      )}
    </section>
  );
}

function Row({ row, now, format }: Omit<RowStateProps, 't'>) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { inject, standing } = row;
  const title = pickText(inject.title, language, inject.language);
  const minute = (at: number | undefined) => (at === undefined ? '' : minuteText(t, format, at));
  const isPast = standing.state === 'fired' || standing.state === 'dropped';
  return (
    <span className={`${css.columns} ${isPast ? css.past : ''}`}>
      <bdi className={css.number}>{inject.number}</bdi>
      <span className={css.time}>{row.wall === null ? minute(inject.wallMinute) : format.time(row.wall)}</span>
      <span className={`${css.time} ${css.scenario}`}>{minute(inject.scenarioMinute)}</span>
      <span className={css.title}>
        {title === null ? t('inject.untitled') : <PlainText text={title.text} lang={title.lang} />}
      </span>
      <span className={css.people}>
        {inject.method !== undefined && <span>{methodWord(t, inject.method)}</span>}
        {inject.from !== undefined && <bdi>{inject.from}</bdi>}
        {inject.from !== undefined && inject.to !== undefined && <ToSign />}
        {inject.to !== undefined && <bdi>{inject.to}</bdi>}
      </span>
      <span className={css.atEnd}>
        <RowState t={t} format={format} row={row} now={now} />
      </span>
    </span>
  );
}

interface RowStateProps {
  readonly t: TFunction<'exercises'>;
  readonly format: Formatters;
  readonly row: BoardRow;
  readonly now: number;
}

function RowState({ t, format, row, now }: RowStateProps) {
  const { standing, due } = row;
  const state = rowState(row, now);
  switch (state) {
    case 'fired':
      return (
        <span className={css.fired}>
          <IconCheck size={14} stroke={2.4} aria-hidden="true" />
          {format.timeWithSeconds(standing.shown?.at ?? 0)}
        </span>
      );
    case 'deferred':
      return <Tag tone="due">{t('rowState.deferred', { time: format.time(due ?? 0) })}</Tag>;
    case 'late':
      return <Tag tone="bad">{t('rowState.late')}</Tag>;
    case 'now':
      return <Tag tone="accent">{t('rowState.now')}</Tag>;
    case 'soon':
      return <Tag tone="accent">{t('rowState.soon')}</Tag>;
    case 'dropped':
      return <Tag>{t('rowState.dropped')}</Tag>;
    case 'on-call':
      return <span className={css.quiet}>{t('rowState.onCall')}</span>;
    default:
      return <span className={css.quiet}>{t('rowState.planned')}</span>;
  }
}
