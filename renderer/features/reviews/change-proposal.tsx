import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../../../shared/domain/review/action.ts';
import { changeableFields } from '../../../shared/domain/review/step-change.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { SelectField } from '../../ui/form-field.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import css from './change.module.css';
import { type Proposal, type ProposalParts, useProposal } from './use-proposal.ts';

interface ChangeProposalProps {
  readonly action: Action;
  /** Language in which the playbook was written. */
  readonly original: string;
  readonly mayEdit: boolean;
}

/** The new wording in the making: the step as it is, edited in a frame; kept as a proposal, or put into the playbook. */
export function ChangeProposal({ action, original, mayEdit }: ChangeProposalProps) {
  const stepState = useQuery(recordStateQuery(action.step ?? '')).data;
  const actionState = useQuery(recordStateQuery(action.id)).data;
  if (!stepState || !actionState) return null;
  return <OpenProposal parts={{ action, original, stepState, actionState }} mayEdit={mayEdit} />;
}

function OpenProposal({ parts, mayEdit }: { readonly parts: ProposalParts; readonly mayEdit: boolean }) {
  const { t } = useTranslation('reviews');
  const proposal = useProposal(parts);
  return (
    <>
      <SelectField
        label={t('change.field')}
        value={proposal.field}
        disabled={!mayEdit}
        options={changeableFields.map((each) => ({ value: each, label: t(`change.fields.${each}`) }))}
        onChange={proposal.chooseField}
      />
      {proposal.movedFrom !== null && (
        <Banner tone="due" title={t('change.moved')}>
          <WordDiff before={proposal.movedFrom} after={proposal.now} lang={proposal.language} />
        </Banner>
      )}
      <ProposalFrame proposal={proposal} mayEdit={mayEdit} />
      {proposal.inConflict && (
        <Banner tone="bad">
          {t('change.inConflict')} <Link to="/sync/conflicts">{t('change.settle')}</Link>
        </Banner>
      )}
      {mayEdit && <ProposalActs proposal={proposal} />}
    </>
  );
}

function ProposalFrame({ proposal, mayEdit }: { readonly proposal: Proposal; readonly mayEdit: boolean }) {
  const { t } = useTranslation('reviews');
  const titleId = useId();
  const { now, wording, language } = proposal;
  return (
    <div className={css.frame}>
      <h3 id={titleId} className={css.frameTitle}>
        {t('change.wording')}
      </h3>
      <textarea
        className={css.input}
        aria-labelledby={titleId}
        {...contentLanguage(language)}
        rows={Math.min(12, Math.max(3, Math.ceil(wording.length / 80)))}
        readOnly={!mayEdit}
        value={wording}
        onChange={(event) => proposal.type(event.currentTarget.value)}
      />
      {wording !== now && (
        <p className={css.wording}>
          <WordDiff before={now} after={wording} lang={language} />
        </p>
      )}
    </div>
  );
}

function ProposalActs({ proposal: { keep, apply, mayApply } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('reviews');
  return (
    <div className={css.acts}>
      <ActionButton disabled={keep === null} onClick={() => keep?.()}>
        {t('change.keep')}
      </ActionButton>
      <ActionButton kind="primary" icon={IconCheck} disabled={apply === null} onClick={() => apply?.()}>
        {t('change.apply')}
      </ActionButton>
      <span className={css.quiet}>{mayApply ? t('change.consequence') : t('change.notAllowed')}</span>
    </div>
  );
}
