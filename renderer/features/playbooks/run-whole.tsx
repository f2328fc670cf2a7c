import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { choicesOf } from '../../../shared/domain/run-progress.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './run.module.css';
import { StepStateWords } from './run-side.tsx';
import type { NumberedStep } from './steps-model.ts';
import { usePick } from './use-pick.ts';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

export interface RunWholeProps {
  readonly open: OpenRun;
  readonly actions: RunActions;
  /** Shows one step by itself, for decisions, reasons and notes. */
  onOpen(id: string): void;
}

/** The whole list at once, each step with a check as large as a thumb. */
export function RunWhole({ open, actions, onOpen }: RunWholeProps) {
  const { t } = useTranslation('playbooks');
  return (
    <ol className={css.whole} aria-label={t('run.whole')}>
      {open.playbook?.steps.listed.map((entry) => (
        <WholeRow key={entry.step.id} open={open} entry={entry} actions={actions} onOpen={onOpen} />
      ))}
    </ol>
  );
}

function WholeRow({
  open,
  entry: { step, number },
  actions,
  onOpen,
}: RunWholeProps & { readonly entry: NumberedStep }) {
  const { t } = useTranslation('playbooks');
  const pick = usePick(open);
  const progress = open.progress.byStep.get(step.id);
  const isOpen = progress?.state === 'open' && open.progress.finished === null;
  const isDone = progress?.state === 'done' || progress?.state === 'decided';
  const isDecision = choicesOf(step).length > 0;
  const name = pick(step.name);
  const text = pick(step.description);
  const label = `${t('run.check')}: ${name?.text ?? number}`;
  return (
    <li className={`${css.wholeRow} ${progress?.state === 'not-applicable' ? css.notApplicable : ''}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: a check as large as a thumb, a number or a tick inside */}
      <button
        type="button"
        role="checkbox"
        aria-checked={isDone}
        aria-label={label}
        disabled={!isOpen || isDecision || actions.saving}
        className={css.check}
        onClick={() => void actions.note('done', { step: step.id })}
      >
        {isDone ? <IconCheck size={26} stroke={2.4} aria-hidden="true" /> : <span className="wp-num">{number}</span>}
      </button>
      <div className={css.wholeText}>
        <button type="button" className={css.wholeName} onClick={() => onOpen(step.id)}>
          {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
        </button>
        {text && (
          <p>
            <PlainText text={text.text} lang={text.lang} />
          </p>
        )}
        <span className={css.wayState}>
          <StepStateWords progress={progress} kind={step.kind} />
        </span>
      </div>
      {isOpen && isDecision && <ActionButton onClick={() => onOpen(step.id)}>{t('run.record')}</ActionButton>}
    </li>
  );
}
