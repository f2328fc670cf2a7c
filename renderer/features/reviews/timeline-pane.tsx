import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../../shared/domain/review/review.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { RunTimeline } from './run-timeline.tsx';
import { SessionTimeline } from './session-timeline.tsx';
import css from './timeline.module.css';
import type { OpenReview } from './use-review.ts';

interface TimelinePaneProps {
  readonly open: OpenReview;
  readonly mayEdit: boolean;
  onSelect(finding: string): void;
}

/** Beside the findings: what happened, as the run or the session recorded it, and who was there. */
export function TimelinePane({ open, mayEdit, onSelect }: TimelinePaneProps) {
  const { t } = useTranslation('reviews');
  const { review } = open;
  const participants = review.participants ?? [];
  return (
    <div className={css.pane}>
      <section aria-labelledby="timeline-title">
        <SectionHead id="timeline-title" title={t('timeline.title')} meta={<SubjectLink review={review} />} />
        {review.subjectKind === 'run' && <RunTimeline open={open} mayEdit={mayEdit} onSelect={onSelect} />}
        {review.subjectKind === 'session' && <SessionTimeline session={review.subject ?? ''} />}
        {review.subject === undefined && <p className={css.quiet}>{t('timeline.noRecord')}</p>}
      </section>
      {participants.length > 0 && (
        <section>
          <SectionHead title={t('form.participants')} count={participants.length} />
          <ul className={css.people}>
            {participants.map((name) => (
              <li key={name}>
                <PlainText text={name} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The way to the run, session, exercise or placement. */
export function SubjectLink({ review }: { readonly review: Review }) {
  const { t } = useTranslation('reviews');
  const { subject, subjectKind, subjectTitle } = review;
  const words = <PlainText text={subjectTitle || t('review.subjectUntitled')} />;
  if (subject === undefined || subjectKind === undefined) return subjectTitle ? words : null;
  const path = {
    run: `/runs/${subject}/report`,
    session: `/training/sessions/${subject}`,
    exercise: `/exercises/${subject}`,
    placement: `/training/placements/${subject}`,
  }[subjectKind];
  return (
    <>
      {t(`subject.${subjectKind}`)}{' '}
      <Link to={path} className={css.link ?? ''}>
        {words}
      </Link>
    </>
  );
}
