import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import css from './governance.module.css';

export interface EndDialogProps {
  readonly title: string;
  /** True when it is saved. */
  onEnd(note: string): Promise<boolean>;
  onClose(): void;
}

/** Asks before an agreement is ended, since that cannot be taken back: what will happen, and why one does it. */
export function EndDialog({ title, onEnd, onClose }: EndDialogProps) {
  const { t } = useTranslation('governance');
  const [note, setNote] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onEnd(note)) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t('end.title', { title })}
      closeButtonProps={{ 'aria-label': t('end.keep') }}
    >
      <form className={css.dialog} onSubmit={(event) => void submit(event)}>
        <p>{t('end.what')}</p>
        <FormField label={t('end.why')} lines={3} maxLength={noteLimit} required value={note} onChange={setNote} />
        <div className={css.acts}>
          <ActionButton size="medium" onClick={onClose}>
            {t('end.keep')}
          </ActionButton>
          <ActionButton kind="primary" size="medium" type="submit">
            {t('agreement.end')}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
