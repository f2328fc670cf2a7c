/** What the hub did not accept, made anew by its author: the same values, on what stands there now. */
import type { Json } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { createFromFields, deleteRecord, type EditFailure, restoreRecord, setFields } from './edit.ts';
import type { OperationDraft, RecordState } from './record-state.ts';
import { declarationOf } from './records.ts';
import { notedKey } from './translation/translation-note.ts';

/** One operation of a change that was not accepted, as far as it takes to make it anew. */
export type RefusedOperation = Pick<OperationDraft, 'kind' | 'scope' | 'type' | 'record' | 'field' | 'value'>;

/** The values that a change sets, by field key. Notes on translations are left out: a new save says anew what it was made from. */
export function valuesOf(change: readonly RefusedOperation[]): Record<string, Json> {
  const sets = change.filter(({ kind, field }) => kind === 'set' && notedKey(field) === null);
  return Object.fromEntries(sets.map(({ field, value }) => [field, value]));
}

/**
 * Drafts of the change with these values: on the record as it stands here, or the record itself again when the hub never
 * had it. It keeps its id then, so that other changes that belong to it still find it. Null when there is nothing to make it
 * on: the record is not here, or of a newer edition.
 */
export function makeAnew(
  change: readonly RefusedOperation[],
  state: RecordState | null,
  values: Readonly<Record<string, Json>>,
): Result<readonly OperationDraft[], EditFailure> | null {
  const [first] = change;
  const declaration = first && declarationOf(first.type);
  if (first === undefined || declaration === undefined) return null;
  const creates = change.some(({ kind }) => kind === 'create');
  if (state === null && !creates) return null;
  if (state === null) return createFromFields(declaration, { scope: first.scope, id: first.record }, values);
  if (change.some(({ kind }) => kind === 'delete')) return deleteRecord(declaration, state);
  const set = Object.keys(values).length === 0 ? ok([]) : setFields(declaration, state, values);
  const restores = change.some(({ kind }) => kind === 'restore');
  return set.ok && restores ? ok([...restoreRecord(state), ...set.value]) : set;
}
