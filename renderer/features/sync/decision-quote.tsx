import { useTranslation } from 'react-i18next';
import type { DecisionNote } from '../../../shared/protocol/decision-note.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import css from './not-accepted-list.module.css';

/** Why a change was returned or discarded, in the words of whoever decided, in their language; by whom and when. */
export function DecisionQuote({ decision }: { readonly decision: DecisionNote }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { note, language, by, at } = decision;
  return (
    <figure className={css.quote}>
      <figcaption className={css.label}>
        {t('notAccepted.because')} <bdi>{by.name}</bdi>
        <span aria-hidden="true"> · </span>
        <bdi>{by.centre}</bdi>
        <span aria-hidden="true"> · </span>
        <time dateTime={isoOf(at)}>{format.dateTime(at)}</time>
      </figcaption>
      <blockquote className={css.note} dir="auto" {...contentLanguage(language ?? undefined)}>
        {note}
      </blockquote>
    </figure>
  );
}
