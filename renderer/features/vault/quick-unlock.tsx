import { useTranslation } from 'react-i18next';
import { useVault } from '../../data/data-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { WaitNote } from '../../ui/wait-note.tsx';

export interface QuickUnlockProps {
  readonly isBusy: boolean;
  onUnlock(): void;
}

/** Opens by the keychain of this computer, where somebody turned that on; when its days are over, says so. */
export function QuickUnlock({ isBusy, onUnlock }: QuickUnlockProps) {
  const { t } = useTranslation('vault');
  const quick = useVault()?.quick;
  if (quick === 'expired') return <WaitNote>{t('unlock.quickOver')}</WaitNote>;
  if (quick !== 'ready' && quick !== 'unreadable') return null;
  return (
    <ActionButton size="medium" disabled={isBusy} onClick={onUnlock}>
      {t('quick.name')}
    </ActionButton>
  );
}
