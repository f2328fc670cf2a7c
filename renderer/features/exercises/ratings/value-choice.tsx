import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type RatingValue, ratingValues, type SaidValue } from '../../../../shared/domain/evaluation/rating-value.ts';
import { RatingMark } from '../../../data/ratings/rating-mark.tsx';
import { ratingMeaning, ratingName } from '../../../data/ratings/rating-words.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useLetterKey } from '../../../ui/use-letter-key.ts';
import css from './ratings.module.css';

interface ValueChoiceProps {
  readonly label: string;
  readonly value: SaidValue | null;
  readonly withNotSeen: boolean;
  onChange(value: SaidValue): void;
  /** It was chosen by its key: the reason comes next. */
  onKey(): void;
}

/** P, S, M, U with what each means ([EX17]). Their keys are digits: M lies elsewhere on a French keyboard, 3 does not. */
export function ValueChoice({ label, value, withNotSeen, onChange, onKey }: ValueChoiceProps) {
  const { t } = useTranslation('data');
  const name = useId();
  const byKey = (chosen: SaidValue) => () => {
    onChange(chosen);
    onKey();
  };
  useLetterKey('Digit1', byKey('P'));
  useLetterKey('Digit2', byKey('S'));
  useLetterKey('Digit3', byKey('M'));
  useLetterKey('Digit4', byKey('U'));
  const option = (each: RatingValue, place: number) => (
    <label key={each} className={css.value}>
      <input type="radio" name={name} checked={value === each} onChange={() => onChange(each)} />
      <RatingMark value={each} />
      <span className={css.meaning}>
        <b>{ratingName(t, each)}</b>
        <span>{ratingMeaning(t, each)}</span>
      </span>
      <Kbd>{String(place + 1)}</Kbd>
    </label>
  );
  return (
    <fieldset className={css.values}>
      <legend className="wp-unseen">{label}</legend>
      {ratingValues.map(option)}
      {withNotSeen && (
        <label className={css.value}>
          <input type="radio" name={name} checked={value === 'not-seen'} onChange={() => onChange('not-seen')} />
          <span className={css.meaning}>{t('rating.didNotSee')}</span>
        </label>
      )}
    </fieldset>
  );
}
