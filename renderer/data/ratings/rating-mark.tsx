import { useTranslation } from 'react-i18next';
import type { SaidValue } from '../../../shared/domain/evaluation/rating-value.ts';
import css from './rating-mark.module.css';
import { saidWord } from './rating-words.ts';

interface RatingMarkProps {
  readonly value: SaidValue;
  /** A grey letter: what everybody agrees on needs no colour. */
  readonly quiet?: boolean;
}

/** One rating: its letter, which no language translates, on the colour that repeats it. */
export function RatingMark({ value, quiet = false }: RatingMarkProps) {
  const { t } = useTranslation('data');
  if (value === 'not-seen') return <span className={css.notSeen}>{saidWord(t, value)}</span>;
  return (
    <b translate="no" className={`${css.mark} ${quiet ? css.quiet : css[value]}`}>
      {value}
    </b>
  );
}
