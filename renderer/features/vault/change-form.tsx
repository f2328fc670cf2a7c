import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { KeyForm } from './key-form.tsx';
import { NewPassphrase, newPassphraseOf } from './new-passphrase.tsx';

/** How a form ends: with words for what was done, or without anything done. */
export interface WayFormProps {
  onDone(words: string): void;
  onCancel(): void;
}

/** Another passphrase, by any way in. */
export function ChangeForm({ onDone, onCancel }: WayFormProps) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  return (
    <KeyForm
      title={t('change.title')}
      lead={t('change.lead')}
      act={t('change.act')}
      busy={t('setUp.preparing')}
      onCancel={onCancel}
      onSubmit={async (key, fields) => {
        const next = newPassphraseOf(fields);
        if (next === null) return t('setUp.differ');
        const changed = await desktop.call('vault:change-passphrase', { key, next });
        if (!changed.ok) return failureText(changed.failure);
        onDone(t('change.done'));
        return null;
      }}
    >
      <NewPassphrase />
    </KeyForm>
  );
}
