import { useTranslation } from 'react-i18next';
import { PlaceTabs } from '../../ui/place-tabs.tsx';

const paths = { reviews: '/reviews', actions: '/reviews/actions' } as const;

/** Between the reviews and the actions of all of them. */
export function ReviewsTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('reviews');
  return (
    <PlaceTabs
      label={t('tabs.label')}
      at={paths[at]}
      places={[
        { path: paths.reviews, label: t('rail.label') },
        { path: paths.actions, label: t('tabs.actions') },
      ]}
    />
  );
}
