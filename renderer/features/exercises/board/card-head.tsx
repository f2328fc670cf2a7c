import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Formatters } from '../../../i18n/format.ts';
import { Blade } from '../../../ui/blade.tsx';
import { iconStroke } from '../../../ui/icon.ts';
import { minuteText } from '../event-list/times.ts';
import { methodWord } from '../exercise-words.ts';
import css from './board.module.css';
import { type BoardRow, rowState } from './board-model.ts';
import { useTick } from './use-tick.ts';

interface CardHeadProps {
  readonly row: BoardRow;
  readonly format: Formatters;
}

/** Number, how long until it is due, both times, from whom to whom. */
export function CardHead({ row, format }: CardHeadProps) {
  const { t } = useTranslation('exercises');
  const { inject } = row;
  const times = [
    row.due !== null && format.time(row.due),
    inject.scenarioMinute !== undefined && t('time.scenario', { time: minuteText(t, format, inject.scenarioMinute) }),
  ].filter((each) => each !== false);
  return (
    <div className={css.cardHead}>
      <Blade tone="now" height={26} width={Math.max(40, 18 + (inject.number?.length ?? 1) * 10)}>
        {inject.number ?? '–'}
      </Blade>
      <Standing row={row} format={format} />
      {times.map((time) => (
        <span key={time} className={css.cardTimes}>
          {time}
        </span>
      ))}
      <span className={css.cardPeople}>
        {inject.method !== undefined && <span>{methodWord(t, inject.method)}</span>}
        {inject.from !== undefined && <bdi>{inject.from}</bdi>}
        {inject.from !== undefined && inject.to !== undefined && <ToSign />}
        {inject.to !== undefined && <bdi>{inject.to}</bdi>}
      </span>
    </div>
  );
}

/** Due in so long, late by so long, or what was done and by whom. */
function Standing({ row, format }: CardHeadProps) {
  const { t } = useTranslation('exercises');
  const now = useTick(1_000);
  const { standing, due } = row;
  const { shown } = standing;
  const state = rowState(row, now);
  if (shown !== null && (standing.state === 'fired' || standing.state === 'dropped')) {
    const words = { time: format.timeWithSeconds(shown.at ?? 0), name: shown.by ?? '' };
    return (
      <span>
        <b>{standing.state === 'fired' ? t('board.firedBy', words) : t('board.droppedBy', words)}</b>
        {shown.text !== undefined && <bdi className={css.why}>{shown.text}</bdi>}
      </span>
    );
  }
  if (due === null) return <b>{state === 'on-call' ? t('board.onCall') : t('rowState.planned')}</b>;
  const length = format.duration(Math.abs(due - now));
  if (state === 'late') return <b className={css.late}>{t('board.late', { length })}</b>;
  if (state === 'now') return <b className={css.due}>{t('board.dueNow')}</b>;
  return (
    <span>
      <b className={state === 'soon' ? css.due : undefined}>{t('board.dueIn', { length })}</b>
      {shown !== null && <bdi className={css.why}>{t('board.deferredBy', { name: shown.by ?? '' })}</bdi>}
      {shown?.text !== undefined && <bdi className={css.why}>{shown.text}</bdi>}
    </span>
  );
}

/** Between who says it and who hears it. */
export function ToSign() {
  const { t } = useTranslation('exercises');
  return <IconChevronRight size={14} stroke={iconStroke} className="wp-mirror" role="img" aria-label={t('board.to')} />;
}
