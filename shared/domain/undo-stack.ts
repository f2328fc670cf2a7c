/** The actions of the last minutes that can be undone, as ids alone: what they wrote is in the history. Pure. */
import type { OperationId, PersonId, RecordId } from '../base/ids.ts';
import { existenceField, type OperationDraft } from './record-state.ts';
import { declarationOf } from './records.ts';
import type { UndoDraft } from './undo.ts';

/** What an action did, for its name on screens. */
export type ActionKind = 'create' | 'edit' | 'settle' | 'delete' | 'restore' | 'move';

export interface UndoAction {
  /** The transaction in which it was saved. */
  readonly id: string;
  readonly author: PersonId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: ActionKind;
  /** It undid an action of this kind: undoing it does the action again. */
  readonly isUndo: boolean;
  /** What it wrote to; the first gives it its name. */
  readonly records: readonly RecordId[];
  readonly operations: readonly OperationId[];
  /** What undos of later actions wrote on these records, each with what it brought back (undo.ts). */
  readonly echoes: readonly (readonly [OperationId, OperationId | null])[];
  /** Why it cannot be undone; null when it can. It stands in the list so that no older action is undone in its place. */
  readonly fixed: 'append-only' | 'not-allowed' | null;
}

/** Oldest first. */
export type UndoStack = readonly UndoAction[];

/** "The last minutes". */
export const undoLife = 15 * 60_000;
const longestStack = 50;

/** The list after one more action. What is older than the last minutes is forgotten, and what could be done again too. */
export function withAction(stack: UndoStack, action: UndoAction): UndoStack {
  return stillUndoable([...stack.filter(({ isUndo }) => !isUndo), action], action.at);
}

/** What of a list can still be undone. */
export function stillUndoable(stack: UndoStack, now: number): UndoStack {
  return stack.filter(({ at }) => at > now - undoLife).slice(-longestStack);
}

/**
 * The list after an action was undone: its undo stands in its place, and the others know what that wrote on their
 * records. `saved` are the operations of the drafts, in their order; null for one that is not known.
 */
export function withUndo(
  stack: UndoStack,
  undone: UndoAction,
  undo: UndoAction,
  drafts: readonly UndoDraft[],
  saved: readonly (OperationId | null)[],
): UndoStack {
  const echoesOn = (action: UndoAction) =>
    drafts.flatMap(({ draft, restates }, place) => {
      const id = saved[place];
      return id && action.records.includes(draft.record) ? [[id, restates] as const] : [];
    });
  const others = stack
    .filter(({ id }) => id !== undone.id)
    .map((action) => ({ ...action, echoes: [...action.echoes, ...echoesOn(action)] }));
  return [...others, undo];
}

/** The next to be undone, and the next to be done again. */
export function nextOf(stack: UndoStack): { readonly undo: UndoAction | null; readonly redo: UndoAction | null } {
  return {
    undo: stack.findLast(({ isUndo }) => !isUndo) ?? null,
    redo: stack.findLast(({ isUndo }) => isUndo) ?? null,
  };
}

/** What an action did, by its drafts. */
export function kindOfAction(drafts: readonly OperationDraft[]): ActionKind {
  const kinds = new Set(drafts.filter(({ field }) => field === existenceField).map(({ kind }) => kind));
  if (kinds.has('move')) return 'move';
  if (kinds.has('create')) return 'create';
  if (kinds.has('delete')) return 'delete';
  if (kinds.has('restore')) return 'restore';
  return drafts.some(({ supersedes }) => supersedes.length > 1) ? 'settle' : 'edit';
}

/** Why an action cannot be undone: it made what is never taken away, or what its author may not delete. */
export function fixedBecause(
  drafts: readonly OperationDraft[],
  may: (action: 'delete' | 'move', type: string, scope: string) => boolean,
): UndoAction['fixed'] {
  const moves = drafts.some(({ kind }) => kind === 'move');
  const made = drafts.filter(({ kind }) => kind === 'create');
  // A move is undone by moving back, and so is what is never taken away otherwise.
  if (!moves && made.some(({ type }) => declarationOf(type)?.appendOnly !== false)) return 'append-only';
  return made.every(({ type, scope }) => may(moves ? 'move' : 'delete', type, scope)) ? null : 'not-allowed';
}
