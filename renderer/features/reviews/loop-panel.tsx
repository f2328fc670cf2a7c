import {
  IconAlertTriangle,
  IconBook2,
  IconLanguage,
  IconTargetArrow,
  IconThumbUp,
  IconTools,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pickListed, pickText } from '../../../shared/domain/localised.ts';
import type { Finding } from '../../../shared/domain/review/finding.ts';
import type { LinkState } from '../../../shared/domain/review/loop.ts';
import { useStepOptions } from '../../data/use-record-options.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { type Icon, iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './loop.module.css';
import type { FindingLoop } from './use-loops.ts';

interface LoopPanelProps {
  readonly finding: Finding;
  readonly number: number;
  readonly loop: FindingLoop;
}

/** What became of a finding, link by link; each leads to its record. */
export function LoopPanel({ finding, number, loop }: LoopPanelProps) {
  const { t } = useTranslation('reviews');
  return (
    <section className={css.panel} aria-labelledby="loop-title">
      <header className={css.head}>
        <h2 id="loop-title">{t('loop.title', { number })}</h2>
        <span className={css.legend} aria-hidden="true">
          {(['closed', 'open', 'to-come'] as const).map((state) => (
            <span key={state} className={css.sample} data-state={state}>
              {t(`loop.state.${state}`)}
            </span>
          ))}
        </span>
      </header>
      <ol className={css.links}>
        <FindingLink finding={finding} state={loop.links.finding} />
        <ActionLink finding={finding} loop={loop} />
        <StepLink loop={loop} />
        <TranslationsLink loop={loop} />
        <ExerciseLink loop={loop} />
      </ol>
      <p className={css.back}>
        <span>{t('loop.again')}</span>
      </p>
    </section>
  );
}

interface LoopLinkProps {
  readonly icon: Icon;
  readonly name: string;
  readonly state: LinkState;
  /** Absent: nothing to follow yet. */
  readonly to?: string | undefined;
  readonly search?: Readonly<Record<string, string>>;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

function LoopLink({ icon: LinkIcon, name, state, to, search, title, detail }: LoopLinkProps) {
  const { t } = useTranslation('reviews');
  return (
    <li data-state={state}>
      <span className={css.node}>
        <LinkIcon size={20} stroke={iconStroke} aria-hidden="true" />
      </span>
      <span className={css.name}>
        {name} <span className="wp-unseen">{t(`loop.state.${state}`)}</span>
      </span>
      <span className={css.title}>
        {to === undefined ? (
          title
        ) : (
          <Link to={to} search={(search ?? {}) as never}>
            {title}
          </Link>
        )}
      </span>
      {detail && <span className={css.detail}>{detail}</span>}
    </li>
  );
}

function FindingLink({ finding, state }: { readonly finding: Finding; readonly state: LinkState }) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const title = pickText(finding.title, language, finding.language);
  return (
    <LoopLink
      icon={finding.kind === 'strength' ? IconThumbUp : IconAlertTriangle}
      name={t('loop.link.finding')}
      state={state}
      title={<PlainText text={title?.text ?? t('finding.untitled')} lang={title?.lang} />}
      detail={finding.capability && <PlainText text={finding.capability} />}
    />
  );
}

function ActionLink({ finding, loop }: { readonly finding: Finding; readonly loop: FindingLoop }) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const [first] = loop.actions;
  const text = first && pickText(first.text, language, first.language);
  return (
    <LoopLink
      icon={IconTools}
      name={t('loop.link.action')}
      state={loop.links.action}
      to={first && `/reviews/${finding.review}/actions/${first.id}`}
      title={first ? <PlainText text={text?.text ?? t('action.untitled')} lang={text?.lang} /> : t('action.none')}
      detail={
        first && (
          <>
            {first.owner ? <PlainText text={first.owner} /> : t('action.needsOwner')}
            {loop.actions.length > 1 && ` · ${t('loop.more', { count: loop.actions.length - 1 })}`}
          </>
        )
      }
    />
  );
}

function StepLink({ loop }: { readonly loop: FindingLoop }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const { optionOf, playbooks } = useStepOptions();
  const action = loop.actions.find(({ appliedAt }) => appliedAt !== undefined) ?? loop.actions.find(({ step }) => step);
  const step = optionOf(action?.step);
  const playbook = playbooks.optionOf(action?.playbook);
  const when = action?.appliedAt;
  return (
    <LoopLink
      icon={IconBook2}
      name={t('loop.link.step')}
      state={loop.links.step}
      to={step === null ? undefined : `/playbooks/${step.parent}`}
      search={step === null ? {} : { step: step.id }}
      title={
        action === undefined ? (
          t('loop.noStep')
        ) : (
          <PlainText text={step?.title?.text ?? t('step.gone')} lang={step?.title?.lang} />
        )
      }
      detail={
        action && (
          <>
            {playbook?.reference && <bdi dir="ltr">{playbook.reference}</bdi>}{' '}
            {when === undefined ? t('loop.proposed') : t('loop.changedOn', { date: format.date(when, 'short') })}
          </>
        )
      }
    />
  );
}

function TranslationsLink({ loop }: { readonly loop: FindingLoop }) {
  const { t } = useTranslation('reviews');
  const { translations, links } = loop;
  const words =
    translations === null
      ? t('loop.toCome')
      : translations.total === 0
        ? t('loop.noTranslations')
        : t('loop.caughtUp', { ...translations });
  return <LoopLink icon={IconLanguage} name={t('loop.link.translations')} state={links.translations} title={words} />;
}

function ExerciseLink({ loop: { exercise, links } }: { readonly loop: FindingLoop }) {
  const { t } = useTranslation('reviews');
  const { format, language } = useLocale();
  const title = exercise && pickListed(exercise.entry.values, 'title', language);
  return (
    <LoopLink
      icon={IconTargetArrow}
      name={t('loop.link.exercise')}
      state={links.exercise}
      to={exercise ? `/exercises/${exercise.entry.id}` : undefined}
      title={
        exercise ? (
          <PlainText text={title?.text ?? t('loop.exerciseUntitled')} lang={title?.lang} />
        ) : (
          t('loop.noExercise')
        )
      }
      detail={exercise && dayText(format, exercise.start, 'medium')}
    />
  );
}
