import { useMemo } from 'react';
import type { ScopeId } from '../../../../shared/base/ids.ts';
import { type CorePlaybook, coreOf } from '../../../../shared/domain/adaptation/core-playbook.ts';
import {
  type EffectiveCoreStep,
  type EffectiveLocalStep,
  type EffectivePlaybook,
  effectivePlaybook,
} from '../../../../shared/domain/adaptation/effective.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import type { OpenPlaybook } from '../use-playbook.ts';
import { type Layer, useLayers } from './use-layers.ts';
import { useOwnScope } from './use-own-scope.ts';

/** The address says so when nobody's layer is to be shown. */
export const coreOnly = 'core';

export interface LocalReading {
  readonly layers: readonly Layer[];
  /** Whose layer is shown over the core; null for the core alone. */
  readonly layer: Layer | null;
  readonly effective: EffectivePlaybook | null;
  /** Where this person may add to it for their centre; null when they may not. */
  readonly ownScope: ScopeId | null;
}

/** The playbook as it is read here: with the layer that was asked for, else with that of the reader's own centre. */
export function useLocalReading(open: OpenPlaybook, wanted: string | null): LocalReading {
  const { centre } = useProfile();
  const layers = useLayers(open.playbook.id) ?? [];
  const ownScope = useOwnScope(open.playbook);
  const layer = wanted === coreOnly ? null : (layers.find((each) => each.centre === (wanted ?? centre)) ?? null);
  const effective = useEffective(open, layer);
  return { layers, layer, effective, ownScope };
}

/** The core in an open playbook. */
export function coreIn({ playbook, steps, release }: OpenPlaybook): CorePlaybook {
  return coreOf(playbook, [...steps.byId.values()], release);
}

/** The effective text with a layer; null without one. */
export function useEffective(open: OpenPlaybook, layer: Layer | null): EffectivePlaybook | null {
  return useMemo(() => (layer === null ? null : effectivePlaybook(coreIn(open), layer.pieces)), [open, layer]);
}

/** What the column of steps looks up: the local side of each core step, and the steps that follow it. */
export interface LocalSteps {
  readonly of: ReadonlyMap<string, EffectiveCoreStep>;
  readonly after: ReadonlyMap<string, readonly EffectiveLocalStep[]>;
}

export function localSteps(effective: EffectivePlaybook | null): LocalSteps {
  const of = new Map<string, EffectiveCoreStep>();
  const after = new Map<string, EffectiveLocalStep[]>();
  for (const step of effective?.steps ?? []) {
    if (step.origin === 'core') of.set(step.id, step);
    else after.set(step.after, [...(after.get(step.after) ?? []), step]);
  }
  return { of, after };
}
