import { IconHandFinger, IconHandOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StepProgress } from '../../../shared/domain/run-progress.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import css from './run.module.css';
import type { RunActions } from './use-run-actions.ts';

interface RunTakerProps {
  readonly progress: StepProgress | undefined;
  readonly actions: RunActions;
}

/** Who does this step, where several people are on a run; taken with one press, and given back with one. */
export function RunTaker({ progress, actions }: RunTakerProps) {
  const { t } = useTranslation('playbooks');
  const { name } = useProfile();
  const taker = progress?.takenBy ?? null;
  const isMine = taker === name;
  return (
    <div className={css.taker}>
      {taker !== null && (
        <span className={css.takenBy}>
          <Avatar name={taker} />
          <bdi>{isMine ? t('run.takenByMe') : t('run.takenBy', { name: taker })}</bdi>
        </span>
      )}
      <ActionButton
        kind="quiet"
        icon={isMine ? IconHandOff : IconHandFinger}
        keys="T"
        disabled={actions.saving}
        onClick={() => void actions.take(progress)}
      >
        {isMine ? t('run.giveBack') : t('run.take')}
      </ActionButton>
    </div>
  );
}
