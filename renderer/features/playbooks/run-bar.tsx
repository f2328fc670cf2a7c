import { IconCamera, IconCheck, IconNote, IconPlayerSkipForward, IconRotate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import css from './run.module.css';
import type { RunStepProps } from './run-step.tsx';

interface Deciding {
  readonly isDecision: boolean;
  readonly canDecide: boolean;
  onDecide(): void;
}

type RunBarProps = Pick<RunStepProps, 'open' | 'line' | 'actions' | 'onCompose' | 'onCheck' | 'onPhoto'> & Deciding;

/** What can be entered now, as large as a thumb: photo, note, skip, done or the decision; or the way back. */
export function RunBar(props: RunBarProps) {
  const { open, line, actions, onCompose, onPhoto } = props;
  const { t } = useTranslation('playbooks');
  const state = open.progress.byStep.get(line.id)?.state ?? 'open';
  if (open.progress.finished !== null) {
    return (
      <div className={css.bar}>
        <b>{t('run.finished')}</b>
      </div>
    );
  }
  return (
    <div className={css.bar}>
      <ActionButton size="field" icon={IconCamera} keys="P" onClick={onPhoto}>
        {t('run.photo')}
      </ActionButton>
      <ActionButton size="field" icon={IconNote} keys="N" onClick={() => onCompose('note')}>
        {t('run.note')}
      </ActionButton>
      {state === 'open' && (
        <>
          <ActionButton size="field" icon={IconPlayerSkipForward} mirrorIcon keys="S" onClick={() => onCompose('skip')}>
            {t('run.skip')}
          </ActionButton>
          <SettleButton {...props} />
        </>
      )}
      {state !== 'open' && state !== 'not-applicable' && (
        <ActionButton
          size="field"
          icon={IconRotate}
          className={css.main}
          onClick={() => void actions.note('reopened', { step: line.id })}
        >
          {t('run.reopen')}
        </ActionButton>
      )}
    </div>
  );
}

type SettleButtonProps = Pick<RunBarProps, 'actions' | 'onCheck' | keyof Deciding>;

/** The one filled button: done, or the decision once it has an answer and an authority. */
function SettleButton({ actions, onCheck, isDecision, canDecide, onDecide }: SettleButtonProps) {
  const { t } = useTranslation('playbooks');
  return (
    <ActionButton
      kind="primary"
      size="field"
      icon={IconCheck}
      className={css.main}
      disabled={actions.saving || (isDecision && !canDecide)}
      onClick={isDecision ? onDecide : () => void onCheck()}
    >
      {isDecision ? t('run.record') : t('run.check')}
    </ActionButton>
  );
}
