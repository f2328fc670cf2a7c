import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';

const paths = { export: '/exchange', import: '/exchange/import' } as const;

/** Between what leaves and what comes. */
export function ExchangeTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('exchange');
  const navigate = useNavigate();
  return (
    <SegmentedSwitch
      label={t('tabs.label')}
      value={at}
      options={[
        { value: 'export', label: t('tabs.export') },
        { value: 'import', label: t('tabs.import') },
      ]}
      onChange={(value) => void navigate({ to: paths[value] })}
    />
  );
}
