/** Playbooks in memory that two people write to, with their whole history: for the undo of actions. */
import { deleteRecord, restoreRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook, playbookStates } from '../../shared/domain/playbook.ts';
import { existenceField, type OperationDraft, type RecordState } from '../../shared/domain/record-state.ts';
import { type UndoDraft, type UndoFailure, undoDrafts } from '../../shared/domain/undo.ts';
import { nextOf, type UndoAction, type UndoStack, withAction, withUndo } from '../../shared/domain/undo-stack.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { mergeOperation } from '../../shared/sync/merge.ts';

export const recordIds = ['record-1', 'record-2'] as const;

export type Edit =
  | { readonly kind: 'create' | 'delete' | 'restore'; readonly record: string }
  | { readonly kind: 'set'; readonly record: string; readonly field: string; readonly value: number };

type Past = OperationDraft & { readonly id: string; readonly commitment?: string };

export function createUndoWorld() {
  const states = new Map<string, RecordState>();
  const history: Past[] = [];
  let stack: UndoStack = [];
  let count = 0;
  let lastUndo: UndoAction | null = null;

  const put = (author: string, drafts: readonly OperationDraft[]): string[] =>
    drafts.map((draft) => {
      count += 1;
      const id = count.toString(16).padStart(32, '0');
      const operation = {
        ...draft,
        id,
        tx: '',
        lamport: count,
        wall: count,
        schema: 1,
        origin: { author, device: author, incarnation: author },
      };
      const merged = mergeOperation(states.get(draft.record) ?? null, operation, (other) =>
        history.some((past) => past.id === other),
      );
      if (merged !== null) states.set(draft.record, merged);
      history.push({ ...draft, id });
      return id;
    });
  const actionOf = (drafts: readonly OperationDraft[], operations: readonly string[]): UndoAction => ({
    id: `tx-${count}`,
    author: 'me',
    at: count,
    kind: 'edit',
    isUndo: false,
    records: [...new Set(drafts.map(({ record }) => record))],
    operations,
    echoes: [],
    fixed: null,
  });
  const draftsOf = (edits: readonly Edit[]): OperationDraft[] => {
    // One action writes each place once, from what stood before it.
    const drafts = new Map<string, OperationDraft>();
    for (const edit of edits) {
      // A screen that deletes does not edit in the same breath.
      const isGone = [...drafts.values()].some((made) => made.kind === 'delete' && made.record === edit.record);
      const isEdited = [...drafts.values()].some((made) => made.kind === 'set' && made.record === edit.record);
      if ((isGone && edit.kind === 'set') || (isEdited && edit.kind === 'delete')) continue;
      const madeHere = [...drafts.values()].some((made) => made.kind === 'create' && made.record === edit.record);
      for (const draft of draftsOfEdit(states.get(edit.record), edit, madeHere)) {
        const key = `${draft.record} ${draft.field}`;
        if (!drafts.has(key)) drafts.set(key, draft);
      }
    }
    return [...drafts.values()];
  };

  const world = {
    /** Does what of the edits can be done; null when that is nothing. */
    act(author: 'me' | 'somebody', edits: readonly Edit[]): UndoAction | null {
      const drafts = draftsOf(edits);
      if (drafts.length === 0) return null;
      const action = actionOf(drafts, put(author, drafts));
      if (author === 'me') stack = withAction(stack, action);
      return action;
    },
    /** Two people at once, neither of whom sees the other. */
    apart(one: readonly Edit[], other: readonly Edit[]): void {
      const drafts = [draftsOf(one), draftsOf(other)];
      for (const each of drafts) put('somebody', each);
    },
    /** Why it was refused; null when it was undone. */
    undo(action: UndoAction): UndoFailure | null {
      const known = stack.find(({ id }) => id === action.id) ?? action;
      const records = known.records.flatMap((id) => {
        const state = states.get(id);
        return state ? [{ state, history: history.filter((past) => past.record === id), children: [] }] : [];
      });
      const written = { operations: new Set(known.operations), echoes: new Map(known.echoes) };
      const undone = undoDrafts(written, records);
      if (!undone.ok) return undone.failure;
      const drafts = undone.value.map(({ draft }: UndoDraft) => draft);
      const saved = put('me', drafts);
      lastUndo = { ...actionOf(drafts, saved), isUndo: !known.isUndo };
      stack = withUndo(stack, known, lastUndo, undone.value, saved);
      return null;
    },
    undoLast: () => {
      const { undo } = nextOf(stack);
      return undo === null ? null : world.undo(undo);
    },
    redoLast: () => {
      const { redo } = nextOf(stack);
      return redo === null ? null : world.undo(redo);
    },
    lastUndo(): UndoAction {
      if (lastUndo === null) throw new Error('Nothing was undone');
      return lastUndo;
    },
    /** As if only what came with an action and after it had reached this disk. */
    forgetBefore(action: UndoAction | null): void {
      const first = history.findIndex(({ id }) => id === action?.operations[0]);
      history.splice(0, first);
    },
    /** The values of everything before an action are no longer kept ([CP1]). */
    letGoBefore(action: UndoAction | null): void {
      const first = history.findIndex(({ id }) => id === action?.operations[0]);
      history.splice(
        0,
        first,
        ...history.slice(0, first).map((one) => ({ ...one, value: null, commitment: 'ab'.repeat(32) })),
      );
    },
    views: () =>
      [...states.values()]
        .map((state) => ({ ...viewOf(playbook, state), changedAt: 0 }))
        .filter(({ deleted }) => !deleted)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return world;
}

const values: Readonly<Record<string, (n: number) => OperationDraft['value']>> = {
  'title.en': (n) => (n === 0 ? null : `title ${n}`),
  'title.ar': (n) => (n === 0 ? null : `عنوان ${n}`),
  priority: (n) => n,
  labels: (n) => Array.from({ length: n }, (_, place) => `label ${place}`),
  state: (n) => playbookStates[n % playbookStates.length] ?? null,
};

function draftsOfEdit(state: RecordState | undefined, edit: Edit, isMadeHere: boolean): readonly OperationDraft[] {
  const place = { scope: 'scope', type: playbook.type, record: edit.record };
  if (edit.kind === 'create') {
    return state ? [] : [{ ...place, kind: 'create', field: existenceField, value: null, supersedes: [] }];
  }
  if (edit.kind === 'set') {
    const value = values[edit.field]?.(edit.value) ?? null;
    if (state === undefined) {
      return isMadeHere ? [{ ...place, kind: 'set', field: edit.field, value, supersedes: [] }] : [];
    }
    // No screen edits what is deleted: such an edit asks whether the record lives, and its undo asks the same.
    if ((state.fields[existenceField] ?? []).some(({ kind }) => kind === 'delete')) return [];
    const drafts = setFields(playbook, state, { [edit.field]: value });
    return drafts.ok ? drafts.value : [];
  }
  if (state === undefined) return [];
  if (edit.kind === 'restore') return restoreRecord(state);
  const deleted = deleteRecord(playbook, state);
  return deleted.ok ? deleted.value : [];
}
