/** A move that somebody's edit, delete or other move had not seen, settled by a person ([MV7]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { splitFieldKey } from '../declare-record.ts';
import { restoreRecord } from '../edit.ts';
import { existenceField, type Head, type OperationDraft, type RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { isDeleted, unseenEdits } from '../view.ts';
import { ledTo, markOf } from './move-records.ts';
import { movesOf } from './moved.ts';

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

/** The edits that the move had not seen, made on the moved record too; and it stays moved. References lead as `ids` say. */
export function bringOver(
  state: RecordState,
  moved: RecordState,
  ids: ReadonlyMap<RecordId, RecordId> = new Map(),
): OperationDraft[] {
  const place = { scope: moved.scope, type: moved.type, record: moved.id };
  const fields = declarationOf(state.type)?.fields;
  const edits = new Map<string, Json>(
    editsUnseenIn(state).map(({ key, head: { value } }) => {
      const isText = fields?.[splitFieldKey(key)[0]]?.kind === 'text';
      return [key, isText ? value : ledTo(value, ids)];
    }),
  );
  const sets = [...edits].flatMap(([field, value]): OperationDraft[] => {
    const heads = moved.fields[field] ?? [];
    if (heads.length === 1 && JSON.stringify(heads[0]?.value) === JSON.stringify(value)) return [];
    return [{ ...place, kind: 'set', field, value, supersedes: heads.map(({ id }) => id) }];
  });
  return [...sets, ...leaveMoved(state, moved)];
}

/** Whether all that is asked of a record is asked of what it belongs to as well: they went along in each clashing move ([MV12]). */
export function isAskedWith(state: RecordState, parent: RecordState): boolean {
  const heads = state.fields[existenceField] ?? [];
  if (!heads.every(({ kind }) => kind === 'move') || editsUnseenIn(state).length > 0) return false;
  return placesOf(state) === placesOf(parent);
}

function placesOf(state: RecordState): string {
  return movesOf(state)
    .map(({ to }) => to.scope)
    .sort()
    .join();
}

/** The marks of all that went along and is asked about with a record, set again as its own is ([MV12]). */
export function leaveCompany(company: readonly RecordState[], there: readonly RecordState[], place: RecordState) {
  const known = new Map(there.map((one) => [one.id, one]));
  return company.flatMap((state) => {
    const to = movesOf(state).find((move) => move.to.scope === place.scope)?.to;
    const moved = to === undefined ? undefined : known.get(to.record);
    return moved === undefined || isDeleted(moved) ? [] : leaveMoved(state, moved);
  });
}
