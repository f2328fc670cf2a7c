import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import type { Action } from '../../../shared/domain/review/action.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './reviews.module.css';
import type { OpenReview } from './use-review.ts';

/** The finding that an action answers, one press away. */
export function ActionFinding({ open, action }: { readonly open: OpenReview; readonly action: Action }) {
  const { t } = useTranslation('reviews');
  const { language, format } = useLocale();
  const { review, findings } = open;
  const place = findings.findIndex(({ id }) => id === action.finding);
  const finding = findings[place];
  if (finding === undefined) return null;
  const title = pickText(finding.title, language, finding.language);
  return (
    <section>
      <SectionHead title={t('action.finding')} />
      <Link to={`/reviews/${review.id}`} search={{ finding: finding.id } as never} className={css.link ?? ''}>
        {format.number(place + 1)}. <PlainText text={title?.text ?? t('finding.untitled')} lang={title?.lang} />
      </Link>
    </section>
  );
}
