import { IconCalendarEvent, IconMapPin, IconUser } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { MovedOr } from '../../data/moves/moved-or.tsx';
import { useDelete } from '../../data/use-delete.ts';
import { usePrinting } from '../../data/use-printing.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { Prose } from '../../ui/page-body.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { FindingList } from './finding-list.tsx';
import { LoopPanel } from './loop-panel.tsx';
import { RatingsSection } from './ratings-section.tsx';
import { ReviewActs } from './review-acts.tsx';
import { ReviewNotHere } from './review-not-here.tsx';
import { ReviewPrint } from './review-print.tsx';
import { reviewStateWord } from './review-words.ts';
import css from './reviews.module.css';
import { SubjectLink, TimelinePane } from './timeline-pane.tsx';
import { useLoops } from './use-loops.ts';
import { type OpenReview, useReview } from './use-review.ts';

/** One review: what became of each finding, the findings with their actions, and what happened beside them. */
export function ReviewScreen() {
  const { t } = useTranslation('reviews');
  const { reviewId } = useParams({ strict: false }) as { reviewId: string };
  const open = useReview(reviewId);
  const { deleted, remove, undo } = useDelete<true>();
  if (open === undefined) return null;
  if (open === null || open.review.deleted) {
    const back = deleted ? { label: t('undo'), onClick: () => void undo() } : undefined;
    const list = { label: t('rail.label'), path: '/reviews' };
    return (
      <MovedOr id={reviewId} list={list} pathOf={(id) => `/reviews/${id}`}>
        {open === null ? (
          <ReviewNotHere cause="away" what={t('review.gone')} />
        ) : (
          <ReviewNotHere cause="deleted" what={t('review.deleted')} action={back} />
        )}
      </MovedOr>
    );
  }
  const { review, findings, actions } = open;
  const ids = [review, ...findings, ...actions].map(({ id }) => id);
  return <OpenedReview key={reviewId} open={open} onDelete={() => void remove(ids, true)} />;
}

interface OpenedReviewProps {
  readonly open: OpenReview;
  onDelete(): void;
}

function OpenedReview({ open, onDelete }: OpenedReviewProps) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { may } = useProfile();
  const { review } = open;
  const { isPrinting, print } = usePrinting();
  const title = pickText(review.title, language, review.language);
  const mayEdit = may('edit', 'review', review.scope);
  useScreenTitle(title?.text, t('rail.label'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/reviews' },
          review.reference === undefined
            ? { label: title?.text ?? t('review.untitled'), lang: title?.lang }
            : { label: review.reference, isId: true },
        ]}
      />
      <RecordHeader
        title={title?.text ?? t('review.untitled')}
        lang={title?.lang}
        tlp={review.marking}
        actions={<ReviewActs open={open} onDelete={onDelete} onPrint={(name) => void print(name)} />}
      >
        <ReviewFacts open={open} />
      </RecordHeader>
      <ReviewMain open={open} mayEdit={mayEdit} />
      {isPrinting && <ReviewPrint open={open} />}
    </>
  );
}

function ReviewFacts({ open: { review } }: { readonly open: OpenReview }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const { start, end, place, facilitator } = review;
  return (
    <>
      <RecordFact tone="strong">{reviewStateWord(t, review.state ?? 'draft')}</RecordFact>
      {review.subjectTitle && (
        <RecordFact>
          <SubjectLink review={review} />
        </RecordFact>
      )}
      {start !== undefined && <RecordFact icon={IconCalendarEvent}>{daysText(format, start, end)}</RecordFact>}
      {place !== undefined && (
        <RecordFact icon={IconMapPin}>
          <PlainText text={place} />
        </RecordFact>
      )}
      {facilitator !== undefined && (
        <RecordFact icon={IconUser}>
          <PlainText text={facilitator} />
        </RecordFact>
      )}
    </>
  );
}

function ReviewMain({ open, mayEdit }: { readonly open: OpenReview; readonly mayEdit: boolean }) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { review, findings } = open;
  const loops = useLoops(open);
  const [selected, select] = useSelected();
  const number = findings.findIndex(({ id }) => id === selected) + 1;
  const finding = findings[number - 1];
  const loop = loops.get(selected ?? '');
  const overview = pickText(review.overview, language, review.language);
  return (
    <SidePane
      label={t('timeline.title')}
      width={340}
      pane={<TimelinePane open={open} mayEdit={mayEdit} onSelect={select} />}
    >
      <div className={css.main}>
        {overview && <Prose text={overview.text} lang={overview.lang} />}
        <RatingsSection review={review} mayEdit={mayEdit} />
        {finding && loop && <LoopPanel finding={finding} number={number} loop={loop} />}
        <FindingList open={open} loops={loops} selected={selected} mayEdit={mayEdit} onSelect={select} />
      </div>
    </SidePane>
  );
}

/** The open finding is part of the address: a link from elsewhere leads to it, and the way back finds it open. */
function useSelected(): readonly [string | null, (finding: string | null) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const selected = typeof search['finding'] === 'string' ? search['finding'] : null;
  const select = (finding: string | null) =>
    void navigate({
      to: '.',
      search: (finding === null ? {} : { finding }) as never,
      replace: true,
      resetScroll: false,
    });
  return [selected, select];
}
