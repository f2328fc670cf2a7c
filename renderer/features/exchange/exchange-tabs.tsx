import { useTranslation } from 'react-i18next';
import { PlaceTabs } from '../../ui/place-tabs.tsx';

const paths = { export: '/exchange', import: '/exchange/import' } as const;

/** Between what leaves and what comes. */
export function ExchangeTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('exchange');
  return (
    <PlaceTabs
      label={t('tabs.label')}
      at={paths[at]}
      places={[
        { path: paths.export, label: t('tabs.export') },
        { path: paths.import, label: t('tabs.import') },
      ]}
    />
  );
}
