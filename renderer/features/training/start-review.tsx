import { IconClipboardList } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../shared/domain/training/session.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';

/** The way from a session to a review of it, for those who may write one. */
export function StartReview({ session }: { readonly session: Session }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  if (!may('create', 'review', session.scope)) return null;
  return (
    <ActionButton
      size="medium"
      icon={IconClipboardList}
      onClick={() => void navigate({ to: '/reviews/new', search: { session: session.id } as never })}
    >
      {t('session.review')}
    </ActionButton>
  );
}
