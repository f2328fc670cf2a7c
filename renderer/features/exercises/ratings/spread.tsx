import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type RatingValue, ratingValues, spreadOf } from '../../../../shared/domain/evaluation/rating-value.ts';
import css from './ratings.module.css';

/** Ratings on a line from P to U; two steps or more are red, and said in words. */
export function Spread({ values }: { readonly values: readonly RatingValue[] }) {
  const { t } = useTranslation('exercises');
  if (values.length === 0) return null;
  const places = ratingValues.flatMap((value, place) => (values.includes(value) ? [place] : []));
  const spread = spreadOf(values);
  const tone = spread > 1 ? css.far : spread === 1 ? css.near : css.same;
  const at = (place: number) => ({ '--at': place }) as CSSProperties;
  return (
    <>
      {spread > 0 && <span className="wp-unseen">{t('rating.apart', { count: spread })}</span>}
      <span className={`${css.spread} ${tone}`} aria-hidden="true">
        <span className={css.bar} style={{ '--at': places[0] ?? 0, '--length': spread } as CSSProperties} />
        {places.map((place) => (
          <span key={place} className={css.dot} style={at(place)} />
        ))}
      </span>
    </>
  );
}
