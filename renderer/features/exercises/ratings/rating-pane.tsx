import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { worstOfTargets } from '../../../../shared/domain/evaluation/evaluation-report.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { RatingMark } from '../../../data/ratings/rating-mark.tsx';
import type { Evaluation } from '../../../data/ratings/use-evaluation.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { SegmentedSwitch } from '../../../ui/segmented-switch.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import { AgreedCard } from './agreed-card.tsx';
import { PeopleRatings } from './people-ratings.tsx';
import { RatingComposer } from './rating-composer.tsx';
import css from './ratings.module.css';
import { type Giving, givingsOf, type RatingRow } from './ratings-model.ts';

interface RatingPaneProps {
  readonly open: OpenExercise;
  readonly evaluation: Evaluation;
  readonly current: RatingRow;
  onSaved(giving: Giving): void;
}

/** One target, task or objective: what is looked for, what is said of it, one's own word, and what was agreed. */
export function RatingPane({ open, evaluation, current, onSaved }: RatingPaneProps) {
  const { t } = useTranslation('exercises');
  const { may } = useProfile();
  const [wanted, setWanted] = useState<Giving>('rate');
  const { row, standing } = current;
  const givings = may('create', 'rating', open.exercise.scope) ? givingsOf(row, open.part) : [];
  const giving = givings.find((each) => each === wanted) ?? givings[0];
  return (
    <div className={css.pane}>
      <PaneHead current={current} />
      {row.level === 'objective' && <OfTargets objective={row.id} evaluation={evaluation} />}
      {giving === 'agree' && <PeopleRatings open={open} standing={standing} />}
      {givings.length > 1 && (
        <SegmentedSwitch<Giving>
          label={t('rating.giving')}
          value={giving ?? 'rate'}
          options={givings.map((each) => ({ value: each, label: t(`rating.give.${each}`) }))}
          onChange={setWanted}
        />
      )}
      {giving !== undefined && (
        <RatingComposer
          key={`${row.id} ${giving}`}
          open={open}
          current={current}
          giving={giving}
          isNamed={givings.length === 1}
          onSaved={() => onSaved(giving)}
        />
      )}
      <AgreedCard open={open} standing={standing} isObjective={row.level === 'objective'} />
      {giving !== 'agree' && <PeopleRatings open={open} standing={standing} />}
    </div>
  );
}

function PaneHead({ current: { row, standing } }: Pick<RatingPaneProps, 'current'>) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const text = pickText(row.text, language, row.language);
  const levels = { objective: t('objective.text'), target: t('guide.target'), task: t('guide.task') };
  return (
    <div>
      <div className={css.paneLine}>
        <span className={css.number}>{row.number}</span>
        <span>{levels[row.level]}</span>
        {standing.spread > 0 && (
          <b className={standing.spread > 1 ? css.farWord : ''}>{t('rating.apart', { count: standing.spread })}</b>
        )}
      </div>
      <h2 className={css.paneTitle}>
        {text === null ? t('guide.wordless') : <PlainText text={text.text} lang={text.lang} />}
      </h2>
      {row.source !== '' && (
        <p className={css.quiet}>
          {t('guide.source')}: <PlainText text={row.source} />
        </p>
      )}
    </div>
  );
}

function OfTargets({ objective, evaluation }: { readonly objective: string; readonly evaluation: Evaluation }) {
  const { t } = useTranslation('exercises');
  const worst = worstOfTargets(objective, evaluation.rows, evaluation.standingOf);
  if (worst === null) return <p className={css.quiet}>{t('rating.noTargets')}</p>;
  return (
    <p className={css.paneLine}>
      {t('rating.worst')} <RatingMark value={worst} />
    </p>
  );
}
