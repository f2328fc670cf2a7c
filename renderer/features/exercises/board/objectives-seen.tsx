import { useTranslation } from 'react-i18next';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';

/** Of which objectives something was seen, and of which nothing yet: where evaluators still have to look. */
export function ObjectivesSeen({ open: { objectives, conduct } }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { language, format } = useLocale();
  if (objectives.length === 0 || conduct.started === null) return null;
  const counts = objectives.map(({ id }) => conduct.observations.filter(({ objective }) => objective === id).length);
  const seen = counts.filter((count) => count > 0).length;
  return (
    <section className={css.objectivesSeen}>
      <SectionHead
        title={t('observation.objectives')}
        level={3}
        meta={t('observation.seen', { seen, count: counts.length })}
      />
      <ol>
        {objectives.map((objective, place) => {
          const text = pickText(objective.text, language, objective.language);
          const count = counts[place] ?? 0;
          return (
            <li key={objective.id}>
              <span className={css.number}>{format.number(place + 1)}</span>
              <span className={css.title}>
                {text === null ? t('objective.wordless') : <PlainText text={text.text} lang={text.lang} />}
              </span>
              {count === 0 ? (
                <span className={css.due}>{t('observation.nothingYet')}</span>
              ) : (
                <span>{t('observation.count', { count })}</span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
