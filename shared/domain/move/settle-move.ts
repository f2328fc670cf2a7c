/** A move that somebody's edit, delete or other move had not seen, settled by a person ([MV7]). Pure. */
import type { Json } from '../../base/json.ts';
import { restoreRecord } from '../edit.ts';
import { existenceField, type Head, type OperationDraft, type RecordState } from '../record-state.ts';
import { unseenEdits } from '../view.ts';
import { markOf } from './move-records.ts';

/** The heads of fields that nobody who took the record away had seen, with their fields. */
export function editsUnseenIn(state: RecordState): readonly { readonly key: string; readonly head: Head }[] {
  const unseen = new Set(unseenEdits(state));
  return Object.entries(state.fields)
    .filter(([key]) => key !== existenceField)
    .flatMap(([key, heads]) => heads.filter((head) => unseen.has(head.id)).map((head) => ({ key, head })));
}

/**
 * It stays moved: there it is said to exist once more, and here the mark is set again, having seen everything. Without the
 * first, somebody who meanwhile moves it back would leave it nowhere.
 */
export function leaveMoved(state: RecordState, moved: RecordState): OperationDraft[] {
  return [...restoreRecord(moved), markOf(state, { scope: moved.scope, record: moved.id })];
}

/** The edits that the move had not seen, made on the moved record too; and it stays moved. */
export function bringOver(state: RecordState, moved: RecordState): OperationDraft[] {
  const place = { scope: moved.scope, type: moved.type, record: moved.id };
  const edits = new Map<string, Json>(editsUnseenIn(state).map(({ key, head }) => [key, head.value]));
  const sets = [...edits].flatMap(([field, value]): OperationDraft[] => {
    const heads = moved.fields[field] ?? [];
    if (heads.length === 1 && JSON.stringify(heads[0]?.value) === JSON.stringify(value)) return [];
    return [{ ...place, kind: 'set', field, value, supersedes: heads.map(({ id }) => id) }];
  });
  return [...sets, ...leaveMoved(state, moved)];
}
