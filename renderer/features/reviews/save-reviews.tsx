import { useTranslation } from 'react-i18next';
import { review } from '../../../shared/domain/review/review.ts';
import type { ColumnOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ListDialog, SaveList } from '../../data/save-list.tsx';
import type { ReviewCounts, ReviewRow } from './review-rows.ts';
import { reviewStateWord } from './review-words.ts';

interface SaveReviewsProps {
  readonly rows: readonly ReviewRow[];
  /** Null until they are counted. */
  readonly counts: ReadonlyMap<string, ReviewCounts> | null;
}

/** Saves the list of reviews, as it is narrowed, once what is in them is counted. */
export function SaveReviews({ rows, counts }: SaveReviewsProps) {
  if (counts === null) return null;
  return <SaveList dialog={(onClose) => <ReviewsDialog rows={rows} counts={counts} onClose={onClose} />} />;
}

interface ReviewsDialogProps {
  readonly rows: readonly ReviewRow[];
  readonly counts: ReadonlyMap<string, ReviewCounts>;
  onClose(): void;
}

function ReviewsDialog({ rows, counts, onClose }: ReviewsDialogProps) {
  const { t } = useTranslation('reviews');
  const { t: ui } = useTranslation('ui');
  const { may } = useProfile();
  const listed = rows.filter(({ scope }) => may('read', review.type, scope));
  const countOf = (name: keyof ReviewCounts) => (row: ReviewRow) => counts.get(row.id)?.[name] ?? 0;
  const columns: readonly ColumnOf<ReviewRow>[] = [
    { heading: ui('form.reference'), cell: ({ reference }) => reference },
    { heading: t('form.title'), cell: ({ title }) => title?.text },
    { heading: t('form.subject'), cell: ({ subjectTitle }) => subjectTitle },
    { heading: ui('form.start'), kind: 'day', cell: ({ start }) => start },
    { heading: ui('form.end'), kind: 'day', cell: ({ end }) => end },
    { heading: t('list.state'), cell: ({ state }) => reviewStateWord(t, state) },
    { heading: t('finding.list'), kind: 'number', cell: countOf('findings') },
    { heading: t('list.openActions'), kind: 'number', cell: countOf('outstanding') },
    { heading: t('list.overdueActions'), kind: 'number', cell: countOf('overdue') },
    { heading: ui('form.marking'), cell: ({ marking }) => marking },
  ];
  return <ListDialog title={t('rail.label')} rows={listed} columns={columns} onClose={onClose} />;
}
