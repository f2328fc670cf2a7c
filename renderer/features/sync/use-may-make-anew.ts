import { decision } from '../../../shared/domain/decision.ts';
import { makeAnew, valuesOf } from '../../../shared/domain/make-anew.ts';
import { questionOf } from '../../../shared/domain/policy/question-of.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { type NotAcceptedChange, toldOperations } from '../../data/not-accepted-changes.ts';

/** Whether a refused change can be made anew here, and whether the person may make it by the roles that they have now. */
export function useMayMakeAnew(change: NotAcceptedChange, state: RecordState | null) {
  const { may } = useProfile();
  const { outcome, operations } = change;
  // What a refused decision was about is not held any more, or not theirs to decide.
  const isDecision = operations[0]?.type === decision.type;
  const possible =
    outcome.kind === 'refused' && !isDecision && makeAnew(operations, state, valuesOf(operations)) !== null;
  const creates = state === null;
  const allowed = toldOperations(change).every((operation) => {
    const { action, type, scope } = questionOf({ ...operation, creates });
    return may(action, type, scope);
  });
  return { possible, allowed };
}
