import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import { type Action, action as actionDeclaration } from '../../../shared/domain/review/action.ts';
import { changeOf } from '../../../shared/domain/review/step-change.ts';
import { step as stepDeclaration } from '../../../shared/domain/step.ts';
import { recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useSetFields } from '../../data/use-set-fields.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import css from './change.module.css';
import { ChangeProposal } from './change-proposal.tsx';
import { CoursesToRevise } from './courses-to-revise.tsx';
import { type ChosenStep, StepField } from './step-field.tsx';

interface StepChangeProps {
  readonly action: Action;
  readonly mayEdit: boolean;
}

/** The step of a playbook that the action changes: none yet, proposed, or changed. */
export function StepChange({ action, mayEdit }: StepChangeProps) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { set } = useSetFields();
  const playbook = useQuery(recordQuery(playbookDeclaration, action.playbook ?? '')).data;
  const isApplied = action.appliedAt !== undefined;
  const choose = (chosen: ChosenStep | null) =>
    void set(actionDeclaration, action.id, {
      playbook: chosen?.playbook ?? null,
      step: chosen?.step ?? null,
      stepField: null,
      proposal: null,
      proposalBase: null,
    });
  if (action.step === undefined && !mayEdit) return null;
  return (
    <section className={css.change}>
      <SectionHead title={t('change.title')} meta={isApplied ? t('change.done') : t('change.why')} />
      {!isApplied && mayEdit && (
        <StepField
          label={t('change.step')}
          chosen={action.step !== undefined ? { playbook: action.playbook ?? '', step: action.step } : null}
          onChange={choose}
        />
      )}
      {action.step !== undefined && <StepOfAction action={action} />}
      {isApplied && <AppliedChange action={action} />}
      {!isApplied && action.step !== undefined && playbook && (
        <ChangeProposal
          key={`${action.id} ${action.step}`}
          action={action}
          original={playbook.language ?? language}
          mayEdit={mayEdit}
        />
      )}
      {action.playbook !== undefined && <CoursesToRevise playbooks={[action.playbook]} />}
    </section>
  );
}

/** "PB-0142 · Close the bridge": the way to the step. */
function StepOfAction({ action }: { readonly action: Action }) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const playbook = useQuery(recordQuery(playbookDeclaration, action.playbook ?? '')).data;
  const step = useQuery(recordQuery(stepDeclaration, action.step ?? '')).data;
  if (step === undefined || playbook === undefined) return null;
  if (step === null || playbook === null) return <p className={css.quiet}>{t('step.gone')}</p>;
  const title = pickText(playbook.title, language, playbook.language);
  const name = pickText(step.name, language, playbook.language);
  return (
    <Link to={`/playbooks/${playbook.id}`} search={{ step: step.id } as never} className={css.link ?? ''}>
      {playbook.reference && <bdi dir="ltr">{playbook.reference}</bdi>}{' '}
      <PlainText text={title?.text ?? ''} lang={title?.lang} />
      {': '}
      <PlainText text={name?.text ?? t('step.untitled')} lang={name?.lang} />
    </Link>
  );
}

/** What the action changed, word by word, when and by whom. */
function AppliedChange({ action }: { readonly action: Action }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const change = changeOf(action.stepField);
  const state = useQuery(recordStateQuery(action.step ?? '')).data;
  return (
    <>
      <p className={css.wording}>
        <WordDiff before={action.proposalBase ?? ''} after={action.proposal ?? ''} lang={change?.language} />
      </p>
      <p className={css.quiet}>
        {t('change.appliedOn', { date: format.dateTime(action.appliedAt ?? 0), name: action.appliedBy ?? '' })}
        {state === null && ` ${t('step.gone')}`}
      </p>
    </>
  );
}
