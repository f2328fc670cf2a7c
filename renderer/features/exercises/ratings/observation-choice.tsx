import { useTranslation } from 'react-i18next';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { useZoneFormat } from '../board/use-zone-format.ts';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './ratings.module.css';

interface ObservationChoiceProps {
  readonly open: OpenExercise;
  /** Its observations stand first. */
  readonly objective: string | null;
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** The observations that a rating may rest on. */
export function ObservationChoice({ open, objective, chosen, onChange }: ObservationChoiceProps) {
  const { t } = useTranslation('exercises');
  const format = useZoneFormat(open.exercise);
  const { observations } = open.conduct;
  if (observations.length === 0) return null;
  const isOfIt = ({ objective: of }: (typeof observations)[number]) => of === objective && objective !== null;
  const ordered = [...observations.filter(isOfIt), ...observations.filter((each) => !isOfIt(each))];
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className={css.observations}>
      <legend>{t('rating.restsOn')}</legend>
      {ordered.map(({ id, by = '', at = 0, text = '', language }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>
            <bdi>{by}</bdi> <time>{format.time(at)}</time>{' '}
            <span {...contentLanguage(language)}>
              {text === '' ? t('rating.photoOnly') : <PlainText text={text} lang={language} />}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
