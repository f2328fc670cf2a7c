import { useTranslation } from 'react-i18next';
import { agreedValue } from '../../../../shared/domain/evaluation/evaluation-report.ts';
import type { ItemStanding } from '../../../../shared/domain/evaluation/rating-standing.ts';
import { isMetBy } from '../../../../shared/domain/evaluation/rating-value.ts';
import { RatingMark } from '../../../data/ratings/rating-mark.tsx';
import { metWord } from '../../../data/ratings/rating-words.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useZoneFormat } from '../board/use-zone-format.ts';
import type { OpenExercise } from '../use-open-exercise.ts';
import { Why } from './people-ratings.tsx';
import css from './ratings.module.css';

interface AgreedCardProps {
  readonly open: OpenExercise;
  readonly standing: ItemStanding;
  readonly isObjective: boolean;
}

/** What was agreed, by whom and why, and who rated otherwise ([EX21]). */
export function AgreedCard({ open, standing, isObjective }: AgreedCardProps) {
  const { t } = useTranslation('exercises');
  const { t: words } = useTranslation('data');
  const format = useZoneFormat(open.exercise);
  const { agreed, agreedApart, dissent, since } = standing;
  const value = agreedValue(agreed);
  if (agreed === null || value === null) return null;
  return (
    <section className={css.agreed} aria-label={t('rating.agreedRating')}>
      <div className={css.paneLine}>
        <b className={css.who}>{t('rating.agreedRating')}</b>
        {isObjective && <Tag tone={isMetBy(value) ? 'ok' : 'bad'}>{metWord(words, isMetBy(value))}</Tag>}
        <RatingMark value={value} />
      </div>
      <Why text={agreed.text} language={agreed.language} />
      <p className={css.quiet}>{t('rating.by', { name: agreed.by ?? '', time: format.dateTime(agreed.at ?? 0) })}</p>
      {dissent.map(({ name, shown }) => (
        <div key={shown.id} className={css.dissent}>
          <Avatar name={name} size="small" />
          <div>
            <b>{t('rating.dissent', { name, value: shown.value })}</b>
            {shown.text ? (
              <Why text={shown.text} language={shown.language} />
            ) : (
              <p className={css.quiet}>{t('rating.noReason')}</p>
            )}
          </div>
        </div>
      ))}
      {agreedApart.map((each) => (
        <p key={each.id} className={css.due}>
          {t('rating.agreedApart', { value: each.value, name: each.by ?? '' })}
        </p>
      ))}
      {since.length > 0 && <p className={css.due}>{t('rating.since', { count: since.length })}</p>}
    </section>
  );
}
