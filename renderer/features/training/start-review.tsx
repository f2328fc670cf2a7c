import { IconClipboardList } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';

interface StartReviewProps {
  readonly of: 'session' | 'placement';
  readonly record: { readonly id: RecordId; readonly scope: ScopeId };
}

/** The way from a session or a placement to a review of it, for those who may write one. */
export function StartReview({ of, record }: StartReviewProps) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  if (!may('create', 'review', record.scope)) return null;
  return (
    <ActionButton
      size="medium"
      icon={IconClipboardList}
      onClick={() => void navigate({ to: '/reviews/new', search: { [of]: record.id } as never })}
    >
      {t('session.review')}
    </ActionButton>
  );
}
