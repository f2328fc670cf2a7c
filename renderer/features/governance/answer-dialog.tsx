import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import css from './governance.module.css';

export interface AnswerDialogProps {
  readonly does: 'refuse' | 'end';
  /** Whoever answers asked for it. */
  readonly isOwn: boolean;
  readonly scope: string;
  /** True when it is saved. */
  onSay(reason: string): Promise<boolean>;
  onClose(): void;
}

/** Asks before access is refused or ended, since neither can be taken back: what will happen, and why one does it. */
export function AnswerDialog({ does, isOwn, scope, onSay, onClose }: AnswerDialogProps) {
  const { t } = useTranslation('governance');
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onSay(reason)) onClose();
  };
  const act = isOwn ? t('access.giveBack') : t('access.end');
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={does === 'refuse' ? t('access.refuseTitle', { scope }) : t('access.endTitle', { scope })}
      closeButtonProps={{ 'aria-label': t('end.keep') }}
    >
      <form className={css.dialog} onSubmit={(event) => void submit(event)}>
        <p>{does === 'refuse' ? t('access.refuseWhat') : t('access.endWhat')}</p>
        <FormField
          label={t('end.why')}
          lines={3}
          maxLength={noteLimit}
          required={!isOwn}
          value={reason}
          onChange={setReason}
        />
        <div className={css.acts}>
          <ActionButton size="medium" onClick={onClose}>
            {t('end.keep')}
          </ActionButton>
          <ActionButton kind="primary" size="medium" type="submit">
            {does === 'refuse' ? t('access.refuse') : act}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
