import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NotHere as NotHereScreen } from '../../ui/not-here.tsx';

/** In place of a course or a session that is not on this disk. */
export function NotHere({ what }: { readonly what: string }) {
  const { t } = useTranslation('training');
  return (
    <NotHereScreen icon={IconSchool} what={what} list={{ label: t('rail.label'), path: '/training' }}>
      {t('gone.why')}
    </NotHereScreen>
  );
}
