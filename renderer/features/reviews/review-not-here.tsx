import { IconClipboardList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NotHere, type NotHereProps } from '../../ui/not-here.tsx';

/** In place of a review or a part of one that is not on this disk or was deleted, or of a form for who may not. */
export function ReviewNotHere(props: Pick<NotHereProps, 'cause' | 'what' | 'action'>) {
  const { t } = useTranslation('reviews');
  return <NotHere icon={IconClipboardList} list={{ label: t('rail.label'), path: '/reviews' }} {...props} />;
}
