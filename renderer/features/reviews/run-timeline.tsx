import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/domain/review/finding.ts';
import type { RunMoment } from '../../../shared/domain/review/timeline.ts';
import { isoOf } from '../../i18n/format.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Blade } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { momentWord } from './review-words.ts';
import css from './timeline.module.css';
import { TimelineAxis } from './timeline-axis.tsx';
import type { OpenReview } from './use-review.ts';
import { type RunTimelineData, useRunTimeline } from './use-run-timeline.ts';

interface RunTimelineProps {
  readonly open: OpenReview;
  readonly mayEdit: boolean;
  onSelect(finding: string): void;
}

/** The events of the run on a line and as a list; each can become a finding. */
export function RunTimeline({ open: { review, findings }, mayEdit, onSelect }: RunTimelineProps) {
  const { t } = useTranslation('reviews');
  const timeline = useRunTimeline(review.subject ?? '');
  if (timeline === undefined) return null;
  if (timeline === null) return <p className={css.quiet}>{t('timeline.gone')}</p>;
  return (
    <>
      <TimelineAxis
        moments={timeline.moments}
        first={timeline.time(timeline.moments[0]?.at ?? 0)}
        last={timeline.time(timeline.moments.at(-1)?.at ?? 0)}
      />
      <ol className={css.moments} aria-label={t('timeline.title')}>
        {timeline.moments.map((moment) => (
          <Moment
            key={moment.id}
            moment={moment}
            timeline={timeline}
            numbered={findings.flatMap((finding, place) =>
              finding.origin === moment.id ? [{ finding, number: place + 1 }] : [],
            )}
            newFinding={mayEdit ? `/reviews/${review.id}/findings/new` : null}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </>
  );
}

interface MomentProps {
  readonly moment: RunMoment;
  readonly timeline: RunTimelineData;
  /** The findings that were seen here. */
  readonly numbered: readonly { readonly finding: Finding; readonly number: number }[];
  /** Null for somebody who may not write one. */
  readonly newFinding: string | null;
  onSelect(finding: string): void;
}

function Moment({ moment, timeline, numbered, newFinding, onSelect }: MomentProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const step = timeline.stepOf(moment.step);
  const given = {
    origin: moment.id,
    ...(moment.text === '' ? {} : { observation: moment.text }),
    ...(step === null ? {} : { step: step.id, playbook: timeline.playbook }),
  };
  return (
    <li className={css.moment} data-kind={moment.kind}>
      <time className="wp-num" dateTime={isoOf(moment.at)}>
        {timeline.time(moment.at)}
      </time>
      <div>
        <b>{momentWord(t, moment.kind)}</b>{' '}
        {step && (
          <Link to={`/playbooks/${timeline.playbook}`} search={{ step: step.id } as never} className={css.link ?? ''}>
            <PlainText text={step.name?.text ?? t('step.untitled')} lang={step.name?.lang} />
          </Link>
        )}
        <MomentWords moment={moment} />
        {moment.by !== '' && (
          <span className={css.by}>
            <bdi>{moment.by}</bdi>
          </span>
        )}
      </div>
      <span className={css.marks}>
        {numbered.map(({ finding, number }) => (
          <button
            key={finding.id}
            type="button"
            className={css.mark}
            aria-label={t('timeline.toFinding', { number })}
            onClick={() => onSelect(finding.id)}
          >
            <Blade tone="now" height={18}>
              {number}
            </Blade>
          </button>
        ))}
        {newFinding !== null && moment.kind !== 'started' && (
          <ActionButton
            kind="quiet"
            icon={IconPlus}
            className={css.make ?? ''}
            aria-label={t('timeline.make', { time: timeline.time(moment.at) })}
            title={t('timeline.makeShort')}
            onClick={() => void navigate({ to: newFinding, search: given as never })}
          />
        )}
      </span>
    </li>
  );
}

function MomentWords({ moment: { kind, choice, authority, to, text } }: { readonly moment: RunMoment }) {
  const { t } = useTranslation('reviews');
  const chosen = choice === 'true' ? t('timeline.yes') : choice === 'false' ? t('timeline.no') : choice;
  return (
    <>
      {kind === 'decision' && chosen !== null && (
        <>
          {' · '}
          <bdi>{chosen}</bdi>
        </>
      )}
      {authority !== null && (
        <>
          {' · '}
          <bdi>{authority}</bdi>
        </>
      )}
      {to !== null && (
        <>
          {' → '}
          <bdi>{to}</bdi>
        </>
      )}
      {text !== '' && (
        <p className={css.said}>
          <PlainText text={text} />
        </p>
      )}
    </>
  );
}
