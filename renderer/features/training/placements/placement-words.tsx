import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PlacementKind } from '../../../../shared/domain/placement/placement.ts';
import type { PlacementState } from '../../../../shared/domain/placement/placement-standing.ts';
import { Tag, type TagTone } from '../../../ui/tag.tsx';

const tones: Readonly<Record<PlacementState, TagTone>> = {
  planned: 'quiet',
  'under-way': 'accent',
  ended: 'quiet',
  'report-due': 'due',
  reported: 'ok',
  'called-off': 'quiet',
};

/** A kind in words; one of a newer edition is a placement. */
export function kindWord(t: TFunction<'training'>, kind: PlacementKind | undefined): string {
  return kind === undefined ? t('placement.untold') : t(`placementKind.${kind}`);
}

export function stateWord(t: TFunction<'training'>, state: PlacementState): string {
  return t(`placementState.${state}`);
}

export function StateTag({ state }: { readonly state: PlacementState }) {
  const { t } = useTranslation('training');
  return <Tag tone={tones[state]}>{stateWord(t, state)}</Tag>;
}
