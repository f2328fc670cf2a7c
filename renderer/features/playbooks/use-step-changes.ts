import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pickListed, type ShownText } from '../../../shared/domain/localised.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** A corrective action whose wording went into a step. */
export interface StepChange {
  readonly action: string;
  readonly review: string;
  readonly text: ShownText | null;
}

/** By step of a playbook, the actions that changed it, the latest first; from the catalogue alone. */
export function useStepChanges(playbook: string): ReadonlyMap<string, readonly StepChange[]> {
  const { language } = useLocale();
  const actions = useQuery(catalogueQuery({ type: 'action', where: { playbook } })).data;
  return useMemo(() => {
    const changes = new Map<string, StepChange[]>();
    const applied = (actions ?? []).filter(({ values }) => typeof values['appliedAt'] === 'number');
    applied.sort((a, b) => Number(b.values['appliedAt']) - Number(a.values['appliedAt']));
    for (const { id, parent, values } of applied) {
      const step = String(values['step'] ?? '');
      const change = { action: id, review: parent, text: pickListed(values, 'text', language) };
      changes.set(step, [...(changes.get(step) ?? []), change]);
    }
    return changes;
  }, [actions, language]);
}
