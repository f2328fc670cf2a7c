import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import css from './governance.module.css';

export interface ReasonDialogProps {
  readonly title: string;
  /** What will happen. */
  readonly what: string;
  /** What the button says. */
  readonly act: string;
  /** A reason has to be given; `null`: none is asked for. */
  readonly required: boolean | null;
  /** True when it is saved. */
  onSay(reason: string): Promise<boolean>;
  onClose(): void;
}

/** Asks before something that others will read and that nobody takes back: what will happen, and why one does it. */
export function ReasonDialog({ title, what, act, required, onSay, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('governance');
  const [reason, setReason] = useState('');
  const [isSaving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const isSaved = await onSay(reason);
    setSaving(false);
    if (isSaved) onClose();
  };
  return (
    <Modal opened onClose={onClose} centered title={title} closeButtonProps={{ 'aria-label': t('end.keep') }}>
      <form className={css.dialog} onSubmit={(event) => void submit(event)}>
        <p>{what}</p>
        {required !== null && (
          <FormField
            label={t('end.why')}
            lines={3}
            maxLength={noteLimit}
            required={required}
            value={reason}
            onChange={setReason}
          />
        )}
        <div className={css.acts}>
          <ActionButton size="medium" onClick={onClose}>
            {t('end.keep')}
          </ActionButton>
          <ActionButton kind="primary" size="medium" type="submit" disabled={isSaving}>
            {act}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
