import { IconSchool } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { TopBar } from '../../ui/top-bar.tsx';

/** In place of a record that is not on this disk. */
export function NotHere({ what }: { readonly what: string }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }]} />
      <ScreenHeading size="unseen">{what}</ScreenHeading>
      <EmptyState
        icon={IconSchool}
        title={what}
        action={{ label: t('rail.label'), onClick: () => void navigate({ to: '/training' }) }}
      >
        {t('gone.why')}
      </EmptyState>
    </>
  );
}
