/** Which findings a chip of the review shows. Pure. */
import type { Action } from '../../../shared/domain/review/action.ts';
import { isOutstanding, latenessOf } from '../../../shared/domain/review/action-progress.ts';
import type { Finding } from '../../../shared/domain/review/finding.ts';

export const findingParts = ['all', 'improvement', 'strength', 'overdue', 'unowned'] as const;

/** An area for improvement without an action has no owner either. */
export function isFindingInPart(
  part: (typeof findingParts)[number],
  finding: Pick<Finding, 'kind'>,
  actions: readonly Pick<Action, 'state' | 'due' | 'owner'>[],
  today: string,
): boolean {
  switch (part) {
    case 'all':
      return true;
    case 'strength':
      return finding.kind === 'strength';
    case 'improvement':
      return finding.kind !== 'strength';
    case 'overdue':
      return actions.some((action) => latenessOf(action, today)?.kind === 'overdue');
    default:
      if (actions.length === 0) return finding.kind !== 'strength';
      return actions.some((action) => isOutstanding(action) && action.owner === undefined);
  }
}
