import { IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NotHere, type NotHereProps } from '../../ui/not-here.tsx';

/** In place of an exercise that is not on this disk, or that was deleted, or of a form for somebody who may not. */
export function ExerciseNotHere(props: Pick<NotHereProps, 'cause' | 'what' | 'action'>) {
  const { t } = useTranslation('exercises');
  return <NotHere icon={IconTargetArrow} list={{ label: t('rail.label'), path: '/exercises' }} {...props} />;
}
