import { useTranslation } from 'react-i18next';
import { quickUnlockDays } from '../../../shared/vault/ways-in.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { WayFormProps } from './change-form.tsx';
import { KeyForm } from './key-form.tsx';

/** Lets the keychain of this computer open the vault for some days, and says what that costs. */
export function QuickForm({ onDone, onCancel }: WayFormProps) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const { format } = useLocale();
  return (
    <KeyForm
      title={t('quick.title')}
      lead={t('quick.lead', { days: format.number(quickUnlockDays) })}
      act={t('quick.act')}
      busy={t('unlock.opening')}
      onCancel={onCancel}
      onSubmit={async (key) => {
        const started = await desktop.call('vault:quick', { key });
        if (!started.ok) return failureText(started.failure);
        onDone(t('quick.done'));
        return null;
      }}
    />
  );
}
