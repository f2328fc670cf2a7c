import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reviewStates } from '../../../shared/domain/review/review.ts';
import { useShown } from '../../data/use-shown.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { RowContent } from '../../ui/list-row.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { PartedList } from '../../ui/parted-list.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import type { ReviewCounts, ReviewRow } from './review-rows.ts';
import { reviewStateWord, reviewTones } from './review-words.ts';
import { SaveReviews } from './save-reviews.tsx';

interface ReviewResultsProps {
  readonly rows: readonly ReviewRow[];
  /** Null until they are counted. */
  readonly counts: ReadonlyMap<string, ReviewCounts> | null;
}

/** The list itself under its chips. */
export function ReviewResults({ rows, counts }: ReviewResultsProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const shown = useShown();
  const isLate = (row: ReviewRow) => (counts?.get(row.id)?.overdue ?? 0) > 0;
  const byState = reviewStates.map((state) => ({
    key: state as string,
    word: reviewStateWord(t, state),
    has: (row: ReviewRow) => row.state === state,
  }));
  return (
    <PartedList
      label={t('rail.label')}
      rows={rows}
      parts={[...byState, { key: 'overdue', word: t('list.overdue'), has: counts && isLate }]}
      shown={shown}
      save={(listed) => <SaveReviews rows={listed} counts={counts} />}
      words={{
        all: t('list.all'),
        count: (count) => t('list.count', { count }),
        nothing: t('list.nothing'),
        nothingWhy: t('list.nothingWhy'),
      }}
      onOpen={(row) => void navigate({ to: '/reviews/$reviewId', params: { reviewId: row.id } as never })}
      renderRow={(row) => <Row row={row} counts={counts?.get(row.id)} />}
    />
  );
}

function Row({ row, counts }: { readonly row: ReviewRow; readonly counts: ReviewCounts | undefined }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  return (
    <RowContent
      reference={row.reference}
      title={row.title ? <PlainText text={row.title.text} lang={row.title.lang} /> : t('review.untitled')}
      sub={
        <RowFacts>
          {row.start !== '' && <span>{daysText(format, row.start, row.end)}</span>}
          {row.subjectTitle !== '' && <PlainText text={row.subjectTitle} />}
        </RowFacts>
      }
      end={
        <>
          {counts && counts.findings > 0 && <span>{t('list.findings', { count: counts.findings })}</span>}
          {counts && counts.outstanding > 0 && <span>{t('list.outstanding', { count: counts.outstanding })}</span>}
          {counts && counts.overdue > 0 && <Tag tone="bad">{t('list.overdueCount', { count: counts.overdue })}</Tag>}
          <Tag tone={reviewTones[row.state]}>{reviewStateWord(t, row.state)}</Tag>
          {row.marking && <TlpChip level={row.marking} />}
        </>
      }
    />
  );
}
