import type { TFunction } from 'i18next';
import type { RatingValue, SaidValue } from '../../../shared/domain/evaluation/rating-value.ts';

type Words = TFunction<'data'>;

/** What a rating is called: "Performed with major challenges". */
export function ratingName(t: Words, value: RatingValue): string {
  return t(`rating.name.${value}`);
}

/** What a rating means, as HSEEP has it. */
export function ratingMeaning(t: Words, value: RatingValue): string {
  return t(`rating.meaning.${value}`);
}

/** The letter, which is the same in every language, or that somebody did not see it. */
export function saidWord(t: Words, value: SaidValue): string {
  return value === 'not-seen' ? t('rating.notSeen') : value;
}

/** What it says of an objective: M says that it was met too ([EX18]). */
export function metWord(t: Words, isMet: boolean): string {
  return isMet ? t('rating.met') : t('rating.notMet');
}
