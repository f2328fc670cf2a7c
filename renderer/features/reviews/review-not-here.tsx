import { IconClipboardList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EmptyStateProps } from '../../ui/empty-state.tsx';
import { NotHere } from '../../ui/not-here.tsx';

interface ReviewNotHereProps {
  readonly what: string;
  readonly action?: EmptyStateProps['action'];
}

/** In place of a review, or of a part of one, that is not on this disk or that was deleted. */
export function ReviewNotHere({ what, action }: ReviewNotHereProps) {
  const { t } = useTranslation('reviews');
  return (
    <NotHere icon={IconClipboardList} what={what} list={{ label: t('rail.label'), path: '/reviews' }} action={action}>
      {t('review.goneWhy')}
    </NotHere>
  );
}
