import { IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EmptyStateProps } from '../../ui/empty-state.tsx';
import { NotHere } from '../../ui/not-here.tsx';

/** In place of an exercise that is not on this disk, or that was deleted. */
export function ExerciseNotHere({
  what,
  action,
}: {
  readonly what: string;
  readonly action?: EmptyStateProps['action'];
}) {
  const { t } = useTranslation('exercises');
  return (
    <NotHere icon={IconTargetArrow} what={what} list={{ label: t('rail.label'), path: '/exercises' }} action={action}>
      {t('exercise.goneWhy')}
    </NotHere>
  );
}
