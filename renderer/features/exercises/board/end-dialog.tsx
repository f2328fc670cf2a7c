import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../../ui/action-button.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import type { ConductActions } from './use-conduct.ts';

interface EndDialogProps {
  readonly isOpen: boolean;
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  onClose(): void;
}

/** Asks before the end, which nobody takes back: how many injects were not fired. */
export function EndDialog({ isOpen, open: { injects, conduct }, actions, onClose }: EndDialogProps) {
  const { t } = useTranslation('exercises');
  const waiting = injects.filter(({ id, kind }) => {
    const { state } = conduct.standingOf(id);
    return kind === 'inject' && (state === 'planned' || state === 'deferred');
  });
  const end = async () => {
    if (await actions.end()) onClose();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('board.endTitle')} withCloseButton={false}>
      <p>{waiting.length === 0 ? t('board.endAll') : t('board.endOpen', { count: waiting.length })}</p>
      <div className={css.buttons}>
        <ActionButton size="field" onClick={onClose}>
          {t('board.goOn')}
        </ActionButton>
        <ActionButton size="field" kind="danger" disabled={actions.saving} onClick={() => void end()}>
          {t('board.end')}
        </ActionButton>
      </div>
    </Modal>
  );
}
