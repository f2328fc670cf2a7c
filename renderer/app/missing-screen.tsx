import { IconMapPinOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { TopBar } from '../ui/top-bar.tsx';

/** An address that leads nowhere. */
export function MissingScreen() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  useScreenTitle(t('missing.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('missing.title') }]} />
      <ScreenHeading size="unseen">{t('missing.title')}</ScreenHeading>
      <EmptyState
        icon={IconMapPinOff}
        title={t('missing.title')}
        action={{ label: t('missing.act'), onClick: () => void navigate({ to: '/' }) }}
      >
        {t('missing.what')}
      </EmptyState>
    </>
  );
}
