import { useTranslation } from 'react-i18next';
import { PlaceTabs } from '../../ui/place-tabs.tsx';

const paths = {
  agreements: '/governance',
  access: '/governance/access',
  retention: '/governance/retention',
  scopes: '/governance/scopes',
} as const;

/** Between agreements, requests for access, retention rules and scopes. */
export function GovernanceTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('governance');
  return (
    <PlaceTabs
      label={t('tabs.label')}
      at={paths[at]}
      places={[
        { path: paths.agreements, label: t('tabs.agreements') },
        { path: paths.access, label: t('tabs.access') },
        { path: paths.retention, label: t('tabs.retention') },
        { path: paths.scopes, label: t('tabs.scopes') },
      ]}
    />
  );
}
