/** The generic commands over any declared record: pure functions from state and input to operation drafts. */

import type { RecordId, ScopeId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { type NewValuesOf, type RecordDeclaration, splitFieldKey } from './declare-record.ts';
import { existenceField, type OperationDraft, type RecordState } from './record-state.ts';
import { notedKey, noteSchema } from './translation/translation-note.ts';

/** A value that its declaration refuses, with the reasons of its schema. */
export interface ValueInvalid extends Failure<'value-invalid'> {
  readonly field: string;
  readonly reason: string;
}
/** An append-only record cannot be changed: add another one. */
export interface RecordAppendOnly extends Failure<'record-append-only'> {
  readonly type: string;
}
export type EditFailure = ValueInvalid | RecordAppendOnly;

/** A new record: one create and one set for each value given. */
export function createRecord<D extends RecordDeclaration>(
  declaration: D,
  place: { readonly scope: ScopeId; readonly id: RecordId },
  values: NewValuesOf<D>,
): Result<OperationDraft[], ValueInvalid> {
  const base = { scope: place.scope, type: declaration.type, record: place.id, supersedes: [] };
  const drafts: OperationDraft[] = [{ ...base, kind: 'create', field: existenceField, value: null }];
  for (const [key, value] of flatten(declaration, values)) {
    const checked = checkValue(declaration, key, value);
    if (!checked.ok) return checked;
    drafts.push({ ...base, kind: 'set', field: key, value });
  }
  return ok(drafts);
}

/** A new record from values by field key, as {@link setFields} takes them; a null sets nothing. */
export function createFromFields(
  declaration: RecordDeclaration,
  place: { readonly scope: ScopeId; readonly id: RecordId },
  values: Readonly<Record<string, Json>>,
): Result<OperationDraft[], EditFailure> {
  const created = createRecord(declaration, place, {});
  const set = draftsOf(declaration, { ...place, type: declaration.type, fields: {}, missing: [] }, values);
  if (!created.ok || !set.ok) return created.ok ? set : created;
  return ok([...created.value, ...set.value]);
}

/**
 * Sets fields of a record, given by field key (`title.ar`, `priority`); null clears. What is equal to the only head
 * makes no operation, so that saving without a change stays silent.
 */
export function setFields(
  declaration: RecordDeclaration,
  state: RecordState,
  values: Readonly<Record<string, Json>>,
): Result<OperationDraft[], EditFailure> {
  if (declaration.appendOnly) return fail({ kind: 'record-append-only', type: declaration.type });
  return draftsOf(declaration, state, values);
}

function draftsOf(
  declaration: RecordDeclaration,
  state: RecordState,
  values: Readonly<Record<string, Json>>,
): Result<OperationDraft[], ValueInvalid> {
  const drafts: OperationDraft[] = [];
  for (const [key, value] of Object.entries(values)) {
    const checked = checkValue(declaration, key, value);
    if (!checked.ok) return checked;
    const heads = state.fields[key] ?? [];
    if (heads.length <= 1 && sameValue(heads[0]?.value ?? null, value)) continue;
    drafts.push({ ...placeOf(state), kind: 'set', field: key, value, supersedes: heads.map((head) => head.id) });
  }
  return ok(drafts);
}

/** Deletes a record; the delete names what its author had seen, so that an edit elsewhere survives it. */
export function deleteRecord(
  declaration: RecordDeclaration,
  state: RecordState,
): Result<OperationDraft[], RecordAppendOnly> {
  if (declaration.appendOnly) return fail({ kind: 'record-append-only', type: declaration.type });
  const seen = Object.entries(state.fields)
    .filter(([key]) => key !== existenceField)
    .flatMap(([, heads]) => heads.map((head) => head.id))
    .sort();
  return ok([existenceDraft(state, 'delete', { seen })]);
}

/** Brings a record back, or settles a delete against an edit in favour of the edit. */
export function restoreRecord(state: RecordState): OperationDraft[] {
  return [existenceDraft(state, 'restore', null)];
}

function existenceDraft(state: RecordState, kind: 'delete' | 'restore', value: Json): OperationDraft {
  const supersedes = (state.fields[existenceField] ?? []).map((head) => head.id);
  return { ...placeOf(state), kind, field: existenceField, value, supersedes };
}

function placeOf(state: RecordState) {
  return { scope: state.scope, type: state.type, record: state.id };
}

/**
 * Checks one value against the field that its key names, or against what a note on a translation may say. A null always
 * passes: it clears the field.
 */
export function checkValue(declaration: RecordDeclaration, key: string, value: Json): Result<null, ValueInvalid> {
  const noted = notedKey(key);
  const [name, language] = splitFieldKey(noted ?? key);
  const field = declaration.fields[name];
  const isThere = field !== undefined && field.localised === (language !== null) && (noted === null || field.localised);
  if (!isThere) {
    return fail({ kind: 'value-invalid', field: key, reason: 'no such field' });
  }
  if (value === null) return ok(null);
  const parsed = (noted === null ? field.schema : noteSchema).safeParse(value);
  if (parsed.success) return ok(null);
  return fail({ kind: 'value-invalid', field: key, reason: parsed.error.issues[0]?.message ?? 'invalid' });
}

function flatten(declaration: RecordDeclaration, values: Readonly<Record<string, unknown>>): [string, Json][] {
  const flat: [string, Json][] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    if (declaration.fields[name]?.localised) {
      for (const [language, text] of Object.entries(value as Record<string, Json | undefined>)) {
        if (text !== undefined && text !== null) flat.push([`${name}.${language}`, text]);
      }
    } else flat.push([name, value as Json]);
  }
  return flat;
}

function sameValue(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
