import { Modal } from '@mantine/core';
import { IconTransfer } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import css from './run.module.css';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

interface HandOverDialogProps {
  readonly open: OpenRun;
  readonly actions: RunActions;
  onClose(): void;
}

/** Hands a run to another person: to whom, and why. It is one more entry of the run; what was entered stays. */
export function HandOverDialog({ open, actions, onClose }: HandOverDialogProps) {
  const { t } = useTranslation('playbooks');
  const [to, setTo] = useState('');
  const [why, setWhy] = useState('');
  const leader = open.progress.leaders.at(-1)?.name;
  const people = [...new Set(open.events.map(({ by }) => by ?? ''))].filter((name) => name !== '' && name !== leader);
  const isComplete = to.trim() !== '' && why.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    if (await actions.note('handed-over', { to: to.trim(), text: why.trim() })) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t('run.handOverTitle')}
      closeButtonProps={{ 'aria-label': t('run.cancel') }}
    >
      <form className={css.handOver} onSubmit={(event) => void submit(event)}>
        <p>{t('run.handOverWhat')}</p>
        <FormField
          label={t('run.handOverTo')}
          hint={t('run.authorityHint')}
          maxLength={300}
          required
          autoFocus
          suggestions={people}
          value={to}
          onChange={setTo}
        />
        <FormField
          label={t('run.handOverWhy')}
          lines={2}
          maxLength={noteLimit}
          required
          value={why}
          onChange={setWhy}
        />
        <div className={css.dialogButtons}>
          <ActionButton size="field" onClick={onClose}>
            {t('run.cancel')}
          </ActionButton>
          <ActionButton
            kind="primary"
            size="field"
            type="submit"
            icon={IconTransfer}
            mirrorIcon
            disabled={!isComplete || actions.saving}
          >
            {t('run.handOver')}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
