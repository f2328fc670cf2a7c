/** The undo of a move: it is moved back, which brings the records back that it left behind ([MV8]). Pure. */
import type { OperationId, RecordId } from '../../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { existenceField, type Head, type OperationDraft, type RecordState } from '../record-state.ts';
import { moveRecords } from './move-records.ts';
import { type RecordPlace, readMove } from './moved.ts';

/** A record of the action, as the undo of any action reads it. */
export interface UndoneRecord {
  readonly state: RecordState;
  readonly history: readonly (Pick<OperationDraft, 'kind' | 'value'> & { readonly id: OperationId })[];
  readonly children: readonly RecordId[];
}

export type MovedSince = Failure<'undo-changed-since'> & { readonly record: RecordId };

/** Where the operations of an action moved each of its records; empty when it moved none. */
export function placesAfter(
  operations: ReadonlySet<OperationId>,
  records: readonly UndoneRecord[],
): ReadonlyMap<RecordId, RecordPlace> {
  const places = new Map<RecordId, RecordPlace>();
  for (const { state, history } of records) {
    const mark = history.find(({ id, kind }) => kind === 'move' && operations.has(id));
    const to = mark === undefined ? undefined : readMove(mark.value)?.to;
    if (to !== undefined) places.set(state.id, to);
  }
  return places;
}

/** Moves back what went to these places, unless somebody wrote there or here since; `isOurs` tells who wrote a head. */
export function undoMove(
  places: ReadonlyMap<RecordId, RecordPlace>,
  records: readonly UndoneRecord[],
  isOurs: (head: Head) => boolean,
): Result<OperationDraft[], MovedSince> {
  const byId = new Map(records.map((record) => [record.state.id, record]));
  const left: RecordState[] = [];
  const states: RecordState[] = [];
  for (const [id, to] of places) {
    const [before, after] = [byId.get(id), byId.get(to.record)];
    if (before === undefined || after === undefined) return fail({ kind: 'undo-changed-since', record: id });
    const written = [...(before.state.fields[existenceField] ?? []), ...Object.values(after.state.fields).flat()];
    const isSame = written.every(isOurs) && after.children.every((child) => byId.has(child));
    if (!isSame) return fail({ kind: 'undo-changed-since', record: id });
    left.push(before.state);
    states.push(after.state);
  }
  const target = left[0]?.scope ?? '';
  const back = moveRecords({ states, target, there: left });
  return back.ok ? ok(back.value) : fail({ kind: 'undo-changed-since', record: left[0]?.id ?? '' });
}
