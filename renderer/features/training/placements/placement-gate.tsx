import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { placement } from '../../../../shared/domain/placement/placement.ts';
import type { PolicyAction } from '../../../../shared/domain/policy/decide.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { TakenAway } from '../taking-away.tsx';
import { TrainingNotHere } from '../training-not-here.tsx';
import { type OpenPlacement, usePlacement } from './use-placement.ts';

export interface PlacementGateProps {
  /** What whoever stands here must be allowed to do, where reading the placement is not enough. */
  readonly asks?: readonly [action: PolicyAction, type: string];
  children(open: OpenPlacement): ReactNode;
}

/** A screen of the placement that the address names: nothing until it is read, and why where it cannot be shown. */
export function PlacementGate({ asks, children }: PlacementGateProps) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { placementId } = useParams({ strict: false }) as { placementId: string };
  const open = usePlacement(placementId);
  if (open === undefined) return null;
  if (open === null) return <TrainingNotHere cause="away" what={t('placement.gone')} />;
  if (open.placement.deleted) return <TakenAway declaration={placement} record={open.placement} />;
  if (asks !== undefined && !may(...asks, open.placement.scope)) return <TrainingNotHere cause="not-allowed" />;
  return children(open);
}
