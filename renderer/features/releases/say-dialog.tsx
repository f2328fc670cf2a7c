import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import css from './releases.module.css';

/** What is about to be said, and cannot be taken back. */
export interface Asked {
  /** Also what the button says. */
  readonly title: string;
  readonly what: string;
  readonly needsReason: boolean;
  /** True when it is saved. */
  onSay(reason: string): Promise<boolean>;
}

/** Asks before something that others will read: what will happen, and why, where a reason is due. */
export function SayDialog({ asked, onClose }: { readonly asked: Asked; onClose(): void }) {
  const { t } = useTranslation('releases');
  const { language } = useTranslation().i18n;
  const [reason, setReason] = useState('');
  const [isSaving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const isSaved = await asked.onSay(reason);
    setSaving(false);
    if (isSaved) onClose();
  };
  return (
    <Modal opened onClose={onClose} centered title={asked.title} closeButtonProps={{ 'aria-label': t('act.keep') }}>
      <form className={css.dialog} onSubmit={(event) => void submit(event)}>
        <p>{asked.what}</p>
        {asked.needsReason && (
          <FormField
            label={t('act.why')}
            lang={language}
            lines={3}
            maxLength={noteLimit}
            required
            value={reason}
            onChange={setReason}
          />
        )}
        <div className={css.buttons}>
          <ActionButton size="medium" onClick={onClose}>
            {t('act.keep')}
          </ActionButton>
          <ActionButton
            kind="primary"
            size="medium"
            type="submit"
            disabled={isSaving || (asked.needsReason && reason.trim() === '')}
          >
            {asked.title}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}
