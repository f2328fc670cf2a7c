import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { choicesOf } from '../../../shared/domain/run-progress.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { kindOf, type Line, saidBy } from './lines.ts';
import css from './run.module.css';
import { StepStateWords } from './run-side.tsx';
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
      {open.lines.map((line) => (
        <WholeRow key={line.id} open={open} line={line} actions={actions} onOpen={onOpen} />
      ))}
    </ol>
  );
}

function WholeRow({ open, line, actions, onOpen }: RunWholeProps & { readonly line: Line }) {
  const { t } = useTranslation('playbooks');
  const pick = usePick(open);
  const progress = open.progress.byStep.get(line.id);
  const isOpen = progress?.state === 'open' && open.progress.finished === null;
  const isDone = progress?.state === 'done' || progress?.state === 'decided';
  const isDecision = line.origin === 'core' && choicesOf(line.step).length > 0;
  const { name, description: text } = saidBy(line, pick);
  const label = `${t('run.check')}: ${name?.text ?? line.mark}`;
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
        onClick={() => void actions.note('done', { step: line.id })}
      >
        {isDone ? <IconCheck size={26} stroke={2.4} aria-hidden="true" /> : <span className="wp-num">{line.mark}</span>}
      </button>
      <div className={css.wholeText}>
        <button type="button" className={css.wholeName} onClick={() => onOpen(line.id)}>
          {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
        </button>
        {text && (
          <p>
            <PlainText text={text.text} lang={text.lang} />
          </p>
        )}
        <span className={css.wayState}>
          <StepStateWords progress={progress} kind={kindOf(line)} />
          {line.origin === 'local' && <> · {t('layer.addedBy', { centre: line.centre })}</>}
        </span>
      </div>
      {isOpen && isDecision && <ActionButton onClick={() => onOpen(line.id)}>{t('run.record')}</ActionButton>}
    </li>
  );
}
