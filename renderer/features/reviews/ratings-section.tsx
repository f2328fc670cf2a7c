import { IconPlus, IconScale } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportedRow } from '../../../shared/domain/evaluation/evaluation-report.ts';
import type { Review } from '../../../shared/domain/review/review.ts';
import { RatingMark } from '../../data/ratings/rating-mark.tsx';
import { metWord } from '../../data/ratings/rating-words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import css from './ratings-section.module.css';
import { useReviewedRatings } from './use-review.ts';

interface RatingsSectionProps {
  readonly review: Review;
  readonly mayEdit: boolean;
}

/** What was agreed for each objective of the reviewed exercise, who dissents, and a way to a finding of it ([EX24]). */
export function RatingsSection({ review, mayEdit }: RatingsSectionProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const rows = useReviewedRatings(review);
  const [isWhole, setWhole] = useState(false);
  if (rows.length === 0) return null;
  const parts = rows.filter(({ level }) => level !== 'objective').length;
  // What was settled with a dissent is never folded away.
  const shown = isWhole ? rows : rows.filter(({ level, ratings }) => level === 'objective' || ratings.some(isDissent));
  return (
    <section>
      <SectionHead title={t('ratings.title')}>
        <ActionButton onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('ratings.showObjectives') : t('ratings.showAll', { count: parts })}
        </ActionButton>
        <ActionButton
          icon={IconScale}
          onClick={() => void navigate({ to: `/exercises/${review.subject}/ratings` as never })}
        >
          {t('ratings.toRatings')}
        </ActionButton>
      </SectionHead>
      <Panel>
        <ul className={css.rows}>
          {shown.map((row) => (
            <Row key={row.id} row={row} review={mayEdit ? review : null} />
          ))}
        </ul>
      </Panel>
    </section>
  );
}

const isDissent = (rating: ReportedRow['ratings'][number]) => rating.isDissent;

interface RowProps {
  readonly row: ReportedRow;
  /** Of which a finding may be added. */
  readonly review: Review | null;
}

function Row({ row, review }: RowProps) {
  const { t } = useTranslation('reviews');
  const { t: words } = useTranslation('data');
  return (
    <li className={`${css.row} ${css[row.level]}`}>
      <span className={css.number}>{row.number}</span>
      <div className={css.main}>
        <PlainText text={row.text} />
        {row.why !== '' && (
          <p className={css.why}>
            <PlainText text={row.why} />
          </p>
        )}
        {row.since > 0 && <p className={css.due}>{t('ratings.since', { count: row.since })}</p>}
        <Said row={row} />
      </div>
      <span className={css.end}>
        {row.isMet !== null && <Tag tone={row.isMet ? 'ok' : 'bad'}>{metWord(words, row.isMet)}</Tag>}
        {row.agreed === null ? (
          <span className={css.quiet}>{t('ratings.notAgreed')}</span>
        ) : (
          <RatingMark value={row.agreed} />
        )}
        {review !== null && <AddFinding row={row} review={review} />}
      </span>
    </li>
  );
}

/** Each evaluator's own: a letter where it is what was agreed, with its reason where it is not. */
function Said({ row }: Pick<RowProps, 'row'>) {
  const { t } = useTranslation('reviews');
  if (row.ratings.length === 0) return null;
  const alike = row.ratings.filter((each) => !each.isDissent);
  return (
    <>
      {alike.length > 0 && (
        <p className={css.said}>
          {alike.map(({ name, value }) => (
            <span key={name}>
              <bdi>{name}</bdi> <RatingMark value={value} quiet />
            </span>
          ))}
        </p>
      )}
      {row.ratings.filter(isDissent).map(({ name, value, text }) => (
        <p key={name} className={css.dissent}>
          <Tag tone="due">{t('ratings.dissent')}</Tag> <bdi>{name}</bdi> <RatingMark value={value} />{' '}
          <PlainText text={text} />
        </p>
      ))}
    </>
  );
}

function AddFinding({ row, review }: { readonly row: ReportedRow; readonly review: Review }) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  if (row.agreed === null || row.level === 'objective') return null;
  const observation = [row.text, row.why, ...row.ratings.map(({ text }) => text)].filter(Boolean).join('\n');
  const kind = row.agreed === 'P' ? 'strength' : 'improvement';
  const search = { origin: row.id, kind, observation };
  return (
    <ActionButton
      kind="quiet"
      icon={IconPlus}
      onClick={() => void navigate({ to: `/reviews/${review.id}/findings/new`, search: search as never })}
    >
      {t('ratings.addFinding')}
      <span className="wp-unseen"> {row.number}</span>
    </ActionButton>
  );
}
