/**
 * Moving a record with everything that belongs to it into another scope, as one user action ([MV1] to [MV4]): all values in
 * the new scope first, then a mark in the old one. Pure.
 */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { type RecordDeclaration, splitFieldKey } from '../declare-record.ts';
import type { DeclarationOf } from '../edition.ts';
import { existenceField, type OperationDraft, type RecordState } from '../record-state.ts';
import { declarationOf as declaredToday } from '../records.ts';
import { notedKey, noteKeyOf } from '../translation/translation-note.ts';
import { conflictsOf, isDeleted, shownValue } from '../view.ts';
import { firstPlaceField } from './first-place-field.ts';
import { firstPlaceOf, idInScope, type RecordPlace } from './moved.ts';

export type MoveFailure =
  /** Values stand beside each other: a move would choose between them. They are settled first. */
  | (Failure<'move-unsettled'> & { readonly records: readonly RecordId[] })
  /** It is in the new scope already, from an earlier move that did not come to its end, or by somebody else. */
  | (Failure<'move-already-there'> & { readonly record: RecordId });

/** What a move is made of. */
export interface Moving {
  /** What goes: the record, then everything that belongs to it. */
  readonly states: readonly RecordState[];
  readonly target: ScopeId;
  /** What the new scope holds already under the ids that they get there ({@link idsThere}). */
  readonly there: readonly RecordState[];
  /** Ids of the new scope by those of what went before and is referred to ([MV11]). */
  readonly before?: ReadonlyMap<RecordId, RecordId>;
}

/** The id of each record in a scope. */
export function idsThere(states: readonly RecordState[], target: ScopeId): ReadonlyMap<RecordId, RecordId> {
  return new Map(states.map((state) => [state.id, idInScope(firstPlaceOf(state), target)]));
}

/** The whole move, or why there is none. */
export function moveRecords(
  { states, target, there, before }: Moving,
  declarationOf: DeclarationOf = declaredToday,
): Result<OperationDraft[], MoveFailure> {
  const unsettled = states.filter((state) => !isSettled(state, declarationOf(state.type)));
  if (unsettled.length > 0) return fail({ kind: 'move-unsettled', records: unsettled.map(({ id }) => id) });
  const ids = idsThere(states, target);
  const known = new Map(there.map((state) => [state.id, state]));
  const alive = there.find((state) => !isDeleted(state));
  if (alive !== undefined) return fail({ kind: 'move-already-there', record: alive.id });
  const language = languageOf(states);
  const led = new Map([...(before ?? []), ...ids]);
  const arrivals = states.flatMap((state) => {
    const id = ids.get(state.id) as RecordId;
    const values = valuesOf(state, { ids: led, declaration: declarationOf(state.type), language });
    if (firstPlaceOf(state).record !== id) values.set(firstPlaceField, [{ ...firstPlaceOf(state) }]);
    return arrivalOf({ scope: target, type: state.type, record: id }, values, known.get(id));
  });
  const marks = states.map((state) => markOf(state, { scope: target, record: ids.get(state.id) as RecordId }));
  return ok([...arrivals, ...marks]);
}

/** The mark that a record went to another scope. When it is sealed it is told what the same action made there ([MV3]). */
export function markOf(state: RecordState, to: RecordPlace): OperationDraft {
  const seen = Object.entries(state.fields)
    .filter(([key]) => key !== existenceField)
    .flatMap(([, heads]) => heads.map(({ id }) => id))
    .sort();
  const value: Json = { seen, to: { scope: to.scope, record: to.record }, made: [] };
  return {
    kind: 'move',
    scope: state.scope,
    type: state.type,
    record: state.id,
    field: existenceField,
    value,
    supersedes: (state.fields[existenceField] ?? []).map(({ id }) => id),
  };
}

/** Nothing stands beside anything else that a person would choose from, also in fields that this edition does not know. */
function isSettled(state: RecordState, declaration: RecordDeclaration | undefined): boolean {
  if (declaration !== undefined && conflictsOf(declaration, state).length > 0) return false;
  return Object.entries(state.fields).every(([key, heads]) => {
    const isKnown = declaration?.fields[splitFieldKey(key)[0]] !== undefined;
    return isKnown || key === existenceField || notedKey(key) !== null || isOneValue(heads.map(({ value }) => value));
  });
}

/** The language in which a record and what belongs to it was written. */
function languageOf(states: readonly RecordState[]): Json {
  return states[0]?.fields['language']?.at(-1)?.value ?? null;
}

/** The values of a record as they are shown, references among what goes along led to the new ids. */
function valuesOf(
  state: RecordState,
  {
    ids,
    declaration,
    language,
  }: { ids: ReadonlyMap<string, string>; declaration: RecordDeclaration | undefined; language: Json },
): Map<string, readonly Json[]> {
  const values = new Map<string, readonly Json[]>();
  for (const [key, heads] of Object.entries(state.fields)) {
    if (key === existenceField || key === firstPlaceField) continue;
    const [name, inLanguage] = splitFieldKey(key);
    const field = declaration?.fields[name];
    if (notedKey(key) !== null) {
      values.set(
        key,
        heads.map(({ value }) => value),
      );
      continue;
    }
    const shown = shownValue(state, key, field?.merge ?? 'keep-incumbent');
    if (shown === null) continue;
    values.set(key, [field?.kind === 'text' ? shown : ledTo(shown, ids)]);
    // Of a translation that says nothing the engine would say that it was made from the source of today ([EN7]).
    const note = noteKeyOf(key);
    const isTranslation = field?.localised === true && inLanguage !== language;
    if (isTranslation && state.fields[note] === undefined) values.set(note, [null]);
  }
  return values;
}

/** A value in which every id of something that goes along is the one of the new scope. */
export function ledTo(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each: Json) => ledTo(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [ids.get(key) ?? key, ledTo(each as Json, ids)]),
  );
}

/** A record with these values and no others: made, or brought back where it has been before. */
function arrivalOf(
  place: Pick<OperationDraft, 'scope' | 'type' | 'record'>,
  values: ReadonlyMap<string, readonly Json[]>,
  before: RecordState | undefined,
): OperationDraft[] {
  const exists = (before?.fields[existenceField] ?? []).map(({ id }) => id);
  const kind = before === undefined ? 'create' : 'restore';
  const drafts: OperationDraft[] = [{ ...place, kind, field: existenceField, value: null, supersedes: exists }];
  const keys = new Set([
    ...values.keys(),
    ...Object.keys(before?.fields ?? {}).filter((key) => key !== existenceField),
  ]);
  for (const key of keys) {
    const heads = before?.fields[key] ?? [];
    const wanted = values.get(key) ?? [null];
    if (heads.length === 1 && isOneValue([...wanted, ...heads.map(({ value }) => value)])) continue;
    const supersedes = heads.map(({ id }) => id);
    for (const value of wanted) drafts.push({ ...place, kind: 'set', field: key, value, supersedes });
  }
  return drafts;
}

function isOneValue(values: readonly Json[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size <= 1;
}
