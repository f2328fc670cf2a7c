import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { nextOf, type UndoAction, type UndoStack, undoLife, withUndo } from '../../shared/domain/undo-stack.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { dismissNotice, raiseNotice } from './data-notice-store.ts';
import { useEngine, useProfile } from './engine-context.tsx';
import { nameOfAction, undoAction } from './undo-action.ts';
import { changeUndoStack, undoStackOf } from './undo-store.ts';

export interface Undo {
  /** The actions of the last minutes that can be undone, the latest first. */
  readonly actions: readonly UndoAction[];
  /** Undoes one action, by default the latest. What came of it is told in a notice. */
  undo(action?: UndoAction): Promise<void>;
  /** Does again what was undone last. */
  redo(): Promise<void>;
}

/** One at a time, however fast the keys come. */
let isBusy = false;

/** Undo and redo of what the current person did in the last minutes. */
export function useUndo(): Undo {
  const engine = useEngine();
  const { person } = useProfile();
  const { language } = useLocale();
  const store = useMemo(() => undoStackOf(person), [person]);
  const stack = useSyncExternalStore(store.subscribe, store.get);

  const run = useCallback(
    async (action: UndoAction | null) => {
      if (action === null || isBusy) return;
      isBusy = true;
      try {
        await undoAndTell(engine, action, language);
      } finally {
        isBusy = false;
      }
    },
    [engine, language],
  );
  const undo = useCallback(async (action?: UndoAction) => run(action ?? nextOf(fresh(store.get())).undo), [run, store]);
  const redo = useCallback(async () => run(nextOf(fresh(store.get())).redo), [run, store]);
  const actions = useMemo(() => stack.filter(({ isUndo, fixed }) => !isUndo && fixed === null).toReversed(), [stack]);
  return { actions, undo, redo };
}

function fresh(stack: UndoStack): UndoStack {
  return stack.filter(({ at }) => at > Date.now() - undoLife);
}

async function undoAndTell(engine: Parameters<typeof undoAction>[0], action: UndoAction, language: string) {
  dismissNotice('can-undo');
  const { author, kind } = action;
  if (action.fixed !== null) {
    // Told once: the next press goes on to what was done before it.
    changeUndoStack(author, (stack) => stack.filter(({ id }) => id !== action.id));
    return raiseNotice({ kind: 'undo-fixed', why: action.fixed });
  }
  const name = await nameOfAction(engine, action, language);
  const undone = await undoAction(engine, action);
  if (!undone.ok) return raiseNotice({ kind: 'undo-refused', failure: undone.failure });
  const { drafts, operations } = undone.value;
  changeUndoStack(author, (stack) => withUndo(stack, action, undone.value.action, drafts, operations));
  raiseNotice({ kind: 'undone', action: kind, isAgain: action.isUndo, name });
}
