import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { withAction } from '../../shared/domain/undo-stack.ts';
import type { Saved } from '../../shared/sync/engine-api.ts';
import { raiseNotice } from './data-notice-store.ts';
import type { CurrentProfile } from './profile.ts';
import { actionOf } from './undo-action.ts';
import { changeUndoStack } from './undo-store.ts';

/** Remembers what was saved just now, so that it can be undone. What took something off the screen offers it at once. */
export function rememberAction(
  profile: Pick<CurrentProfile, 'person' | 'may'>,
  drafts: readonly OperationDraft[],
  saved: Saved,
): void {
  const action = actionOf(profile, drafts, saved);
  changeUndoStack(profile.person, (stack) => withAction(stack, action));
  if (['delete', 'move', 'settle'].includes(action.kind)) raiseNotice({ kind: 'can-undo', action });
}
