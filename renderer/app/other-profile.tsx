import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAbout, useDataSession } from '../data/data-context.tsx';
import { ActionButton } from '../ui/action-button.tsx';

/** The way to the other people of this laptop, from whatever stands in front of the app. A browser has none. */
export function OtherProfile() {
  const { t } = useTranslation('app');
  const { desktop } = useDataSession();
  if (useAbout()?.host !== 'electron') return null;
  return (
    <ActionButton kind="quiet" icon={IconUsers} onClick={() => void desktop.call('profiles:leave', {})}>
      {t('profile.other')}
    </ActionButton>
  );
}
