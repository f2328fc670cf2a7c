import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';

const paths = { reviews: '/reviews', actions: '/reviews/actions' } as const;

/** Between the reviews and the actions of all of them. */
export function ReviewsTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  return (
    <SegmentedSwitch
      label={t('tabs.label')}
      value={at}
      options={[
        { value: 'reviews', label: t('rail.label') },
        { value: 'actions', label: t('tabs.actions') },
      ]}
      onChange={(value) => void navigate({ to: paths[value] })}
    />
  );
}
