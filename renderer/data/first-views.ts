import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdentity } from './engine-context.tsx';
import type { SavedView } from './saved-views.ts';

const none: readonly SavedView[] = [];

/** Views that a person has before they saved or removed one: in the sample network, which is shown with a past, one of the library. */
export function useFirstViews(): readonly SavedView[] {
  const { t } = useTranslation('data');
  const { sample } = useIdentity();
  return useMemo(
    () =>
      sample ? [{ list: '/playbooks', name: t('sampleView'), place: { state: 'released', sort: 'review' } }] : none,
    [sample, t],
  );
}
