import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import css from './certificates.module.css';

/** What is about to be done, and cannot be taken back. */
export interface Asked {
  /** Also what the button says. */
  readonly title: string;
  readonly what: string;
  /** True when it is saved. */
  onSay(reason: string): Promise<boolean>;
}

/** Asks for the reason of something that others will read. */
export function ReasonDialog({ asked, onClose }: { readonly asked: Asked; onClose(): void }) {
  const { t } = useTranslation('training');
  const [reason, setReason] = useState('');
  const [isSaving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const isSaved = await asked.onSay(reason.trim());
    setSaving(false);
    if (isSaved) onClose();
  };
  return (
    <Modal opened onClose={onClose} centered title={asked.title} closeButtonProps={{ 'aria-label': t('form.cancel') }}>
      <form className={css.dialog} onSubmit={(event) => void submit(event)}>
        <p>{asked.what}</p>
        <FormField
          label={t('certificate.reason')}
          lines={3}
          maxLength={500}
          required
          value={reason}
          onChange={setReason}
        />
        <div className={css.buttons}>
          <ActionButton size="medium" onClick={onClose}>
            {t('form.cancel')}
          </ActionButton>
          <ActionButton kind="danger" size="medium" type="submit" disabled={isSaving || reason.trim() === ''}>
            {asked.title}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
