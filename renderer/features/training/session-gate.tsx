import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyAction } from '../../../shared/domain/policy/decide.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { TrainingNotHere } from './training-not-here.tsx';
import { type OpenSession, useSession } from './use-session.ts';

export interface SessionGateProps {
  /** What whoever stands here must be allowed to do, where reading the session is not enough. */
  readonly asks?: readonly [action: PolicyAction, type: string];
  children(open: OpenSession): ReactNode;
}

/** A screen of the session that the address names: nothing until it is read, and why where it cannot be shown. */
export function SessionGate({ asks, children }: SessionGateProps) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const open = useSession(sessionId);
  if (open === undefined) return null;
  if (open === null) return <TrainingNotHere cause="away" what={t('session.gone')} />;
  if (open.session.deleted) return <TrainingNotHere cause="deleted" />;
  if (asks !== undefined && !may(...asks, open.session.scope)) return <TrainingNotHere cause="not-allowed" />;
  return children(open);
}
