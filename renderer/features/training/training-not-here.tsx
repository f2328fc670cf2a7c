import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NotHere, type NotHereProps } from '../../ui/not-here.tsx';

/** In place of a record of training that is not on this disk or was deleted, or of a form for somebody who may not. */
export function TrainingNotHere(props: Pick<NotHereProps, 'cause' | 'what' | 'action' | 'children'>) {
  const { t } = useTranslation('training');
  return <NotHere icon={IconSchool} list={{ label: t('rail.label'), path: '/training' }} {...props} />;
}
