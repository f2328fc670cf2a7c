import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickListed } from '../../../shared/domain/localised.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import css from './report.module.css';

/** The reviews that look back on a run, one press away. */
export function ReviewsOfRun({ run }: { readonly run: string }) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const reviews = useQuery(catalogueQuery({ type: 'review', where: { subject: run } })).data ?? [];
  if (reviews.length === 0) return null;
  return (
    <ul className={css.reviews}>
      {reviews.map(({ id, values }) => (
        <li key={id}>
          <Link to={`/reviews/${id}`}>
            {t('report.ofRun', { title: pickListed(values, 'title', language)?.text ?? '' })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
