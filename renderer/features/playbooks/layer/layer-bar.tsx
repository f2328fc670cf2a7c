import { IconGitBranch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ScopeId } from '../../../../shared/base/ids.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { SegmentedSwitch } from '../../../ui/segmented-switch.tsx';
import type { TextToRead } from '../text-to-read.ts';
import { coreOnly } from '../use-reader-place.ts';
import css from './layer.module.css';

interface LayerBarProps {
  readonly text: Pick<TextToRead, 'layers' | 'layer' | 'effective'>;
  /** Where this person may add to it for their centre; null when they may not. */
  readonly ownScope: ScopeId | null;
  readonly isAdapting: boolean;
  onAdapting(isAdapting: boolean): void;
  onLayer(layer: string): void;
}

/** Over the steps: whose text is read, what of it waits for a decision, and the way to add to it. */
export function LayerBar({ text, ownScope, isAdapting, onAdapting, onLayer }: LayerBarProps) {
  const { t } = useTranslation('playbooks');
  const { centre } = useProfile();
  const { layers, layer, effective } = text;
  const waiting = effective?.decisions.length ?? 0;
  const adaptation = layer?.adaptations[0]?.id;
  return (
    <>
      {layer !== null && adaptation !== undefined && (
        <Link to={`/adaptations/${adaptation}`} className={waiting > 0 ? (css.waitingLink ?? '') : ''}>
          {waiting > 0 ? t('layer.toDecide', { count: waiting }) : t('layer.show')}
        </Link>
      )}
      {layers.length > 0 && (
        <SegmentedSwitch
          label={t('layer.switch')}
          size="small"
          value={layer?.centre ?? coreOnly}
          options={[
            { value: coreOnly, label: t('layer.core'), spoken: t('layer.coreSpoken') },
            ...layers.map((each) => ({
              value: each.centre,
              label: each.centre,
              spoken: t('layer.withSpoken', { centre: each.centre }),
            })),
          ]}
          onChange={onLayer}
        />
      )}
      {ownScope !== null && (
        <ActionButton
          kind="quiet"
          icon={IconGitBranch}
          mirrorIcon
          aria-pressed={isAdapting}
          onClick={() => onAdapting(!isAdapting)}
        >
          {isAdapting ? t('layer.adaptDone') : t('layer.adapt', { centre })}
        </ActionButton>
      )}
    </>
  );
}
