/** What changed in the library since a person last looked. Pure. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';

export interface Changed<P> {
  readonly playbook: P;
  /** Latest change of it or of one of its steps. */
  readonly at: number;
  /** Steps that changed. */
  readonly steps: number;
}

/**
 * Playbooks that changed since the person last looked and that they have not opened since, the latest first.
 *
 * @param opened Record to the moment it was last opened.
 */
export function changedSince<P extends Pick<CatalogueEntry, 'id' | 'changedAt'>>(
  playbooks: readonly P[],
  steps: readonly Pick<CatalogueEntry, 'parent' | 'changedAt' | 'values'>[],
  lastLook: number,
  opened: Readonly<Record<string, number>>,
): Changed<P>[] {
  const changedSteps = new Map<string, { count: number; at: number }>();
  for (const step of steps) {
    // Where a workflow begins and ends is no step to a reader.
    if (step.values.kind === 'start' || step.values.kind === 'end') continue;
    if (step.changedAt <= Math.max(lastLook, opened[step.parent] ?? 0)) continue;
    const known = changedSteps.get(step.parent) ?? { count: 0, at: 0 };
    changedSteps.set(step.parent, { count: known.count + 1, at: Math.max(known.at, step.changedAt) });
  }
  const changed: Changed<P>[] = [];
  for (const playbook of playbooks) {
    const part = changedSteps.get(playbook.id);
    const at = Math.max(playbook.changedAt, part?.at ?? 0);
    if (at > Math.max(lastLook, opened[playbook.id] ?? 0)) changed.push({ playbook, steps: part?.count ?? 0, at });
  }
  return changed.sort((a, b) => b.at - a.at);
}
