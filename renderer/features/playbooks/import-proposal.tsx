import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedStep } from '../../../shared/domain/outline/plan-of-outline.ts';
import { useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { type ImportedDocument, importProposal, type Proposal } from './import-files.ts';
import css from './import-report.module.css';
import { type DocumentPlace, settleDocument } from './import-report-store.ts';

export interface ImportProposalProps {
  readonly document: ImportedDocument;
  readonly proposal: Proposal;
  readonly place: DocumentPlace;
}

/** Steps drawn at once: more than anybody checks one by one. Those below come along and are counted. */
const shownSteps = 200;

/** What a document for people would become: its steps, each of which can be left out, and nothing saved yet. */
export function ImportProposal({ document, proposal, place }: ImportProposalProps) {
  const { t } = useTranslation('playbooks');
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set());
  const { isSaving, save, dismiss } = useProposal(document, proposal, place);
  const { plan } = proposal;
  const kept = plan.steps.length - leftOut.size;
  const toggle = (at: number) =>
    setLeftOut((before) => {
      const after = new Set(before);
      if (!after.delete(at)) after.add(at);
      return after;
    });
  return (
    <div className={css.proposal}>
      {plan.description !== '' && (
        <details>
          <summary>{t('import.proposal.about')}</summary>
          <PlainText text={plan.description} />
        </details>
      )}
      <fieldset className={css.planned}>
        <legend>{t('import.proposal.steps')}</legend>
        {plan.steps.slice(0, shownSteps).map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a plan never changes
          <ProposedStep key={at} step={step} number={at + 1} isKept={!leftOut.has(at)} onToggle={() => toggle(at)} />
        ))}
      </fieldset>
      {plan.steps.length > shownSteps && <p>{t('import.proposal.more', { count: plan.steps.length - shownSteps })}</p>}
      <div className={css.acts}>
        <ActionButton
          kind="primary"
          icon={IconCheck}
          disabled={isSaving || kept === 0}
          onClick={() => void save(leftOut)}
        >
          {t('import.proposal.save', { count: kept })}
        </ActionButton>
        <ActionButton icon={IconX} disabled={isSaving} onClick={dismiss}>
          {t('import.proposal.dismiss')}
        </ActionButton>
      </div>
    </div>
  );
}

interface ProposedStepProps {
  readonly step: PlannedStep;
  readonly number: number;
  readonly isKept: boolean;
  onToggle(): void;
}

function ProposedStep({ step, number, isKept, onToggle }: ProposedStepProps) {
  const { t } = useTranslation('playbooks');
  const { name, description, actions } = step;
  return (
    <div className={css.plannedStep}>
      <label>
        <input type="checkbox" checked={isKept} onChange={onToggle} />
        <span className="wp-num">{number}</span>
        <PlainText text={name} />
      </label>
      {(description !== '' || actions.length > 0) && (
        <details>
          <summary>
            {actions.length === 0 ? t('import.proposal.text') : t('import.proposal.actions', { count: actions.length })}
          </summary>
          {description !== '' && (
            <p>
              <PlainText text={description} />
            </p>
          )}
          {actions.length > 0 && (
            <ol>
              {actions.map((action, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a plan never changes
                <li key={at}>
                  <PlainText text={action} />
                </li>
              ))}
            </ol>
          )}
        </details>
      )}
    </div>
  );
}

function useProposal(document: ImportedDocument, proposal: Proposal, place: DocumentPlace) {
  const { t } = useTranslation('playbooks');
  const engine = useEngine();
  const { person, may } = useProfile();
  const { scopes } = useIdentity();
  const announce = useAnnounce();
  const [isSaving, setSaving] = useState(false);
  return {
    isSaving,
    async save(leftOut: ReadonlySet<number>) {
      const scope = scopes.find(({ id }) => may('create', 'playbook', id))?.id;
      if (scope === undefined) return announce(t('import.noScope'));
      setSaving(true);
      try {
        const result = await importProposal(document, proposal, leftOut, { engine, person, scope });
        settleDocument(place, result);
        if (result.playbook !== null) announce(t('import.proposal.saved', { title: result.title }));
      } finally {
        setSaving(false);
      }
    },
    dismiss() {
      const { title, reasons } = document;
      settleDocument(place, { title, reasons, verdict: 'dismissed', playbook: null, why: null });
      announce(t('import.proposal.dismissed', { title }));
    },
  };
}
