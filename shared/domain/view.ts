/** From heads to what is shown: the merge policies of the declaration, and which fields are in conflict. */
import { assertNever } from '../base/assert-never.ts';
import type { OperationId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import {
  type AnyField,
  type NotedTexts,
  type RecordDeclaration,
  type RecordView,
  splitFieldKey,
} from './declare-record.ts';
import type { MergePolicy } from './field.ts';
import { movesOf, type RecordPlace, readMove } from './move/moved.ts';
import { type DeleteValue, existenceField, type Head, type RecordState } from './record-state.ts';
import { notedKey, noteKeyOf } from './translation/translation-note.ts';

/** The view of a record. Fields and values that the declaration does not know stay in the state and out of the view. */
export function viewOf<D extends RecordDeclaration>(declaration: D, state: RecordState): RecordView<D> {
  const values: Record<string, unknown> = {};
  const translations: Record<string, NotedTexts> = {};
  for (const [name, field] of Object.entries(declaration.fields)) if (field.localised) values[name] = {};
  for (const [key, heads] of Object.entries(state.fields)) {
    const [name, language] = splitFieldKey(key);
    const field = declaration.fields[name];
    if (field === undefined) continue;
    const value = knownValue(state, key, field);
    if (value === null) continue;
    if (language === null) values[name] = value;
    else if (field.localised) {
      (values[name] as Record<string, Json>)[language] = value;
      translations[key] = notedTexts(heads, state.fields[noteKeyOf(key)] ?? []);
    }
  }
  return {
    ...values,
    id: state.id,
    scope: state.scope,
    type: state.type,
    deleted: isDeleted(state),
    conflicts: conflictsOf(declaration, state),
    translations,
    changedAt: latestWall(state),
  } as unknown as RecordView<D>;
}

function notedTexts(texts: readonly Head[], notes: readonly Head[]): NotedTexts {
  return { texts: texts.map((head) => head.value), notes: notes.map((head) => head.value) };
}

/** The value shown for a field. Null means cleared or never set. */
export function shownValue(state: RecordState, key: string, merge: MergePolicy): Json {
  const heads = Object.hasOwn(state.fields, key) ? (state.fields[key] ?? []) : [];
  return state.merged?.[key] ?? chosenValue(heads, merge);
}

/** The value of these heads (sorted by Lamport, then id). */
function chosenValue(heads: readonly Head[], merge: MergePolicy): Json {
  const first = heads[0];
  if (first === undefined) return null;
  if (heads.length === 1) return first.value;
  switch (merge) {
    case 'last-writer':
      return (heads.at(-1) as Head).value;
    case 'union':
      return [...new Set(heads.flatMap((head) => (Array.isArray(head.value) ? (head.value as string[]) : [])))].sort();
    case 'max':
      return Math.max(...heads.map((head) => Number(head.value)));
    case 'min':
      return Math.min(...heads.map((head) => Number(head.value)));
    case 'keep-incumbent':
    case 'merge3':
      return first.value;
    default:
      return assertNever(merge);
  }
}

/**
 * What this edition can show of a field: a choice that only a newer one has words for shows nothing ([EV1]). Everything else
 * that a newer edition writes into a field is of the kind that the field had from its first day ([EV2]).
 */
export function knownValue(state: RecordState, key: string, field: AnyField): Json {
  const value = shownValue(state, key, field.merge);
  return field.options?.includes(value as string) === false ? null : value;
}

/** What is shown of a record by field key (`title.ar`, `priority`); what is cleared or not declared is left out. */
export function shownValues(declaration: RecordDeclaration, state: RecordState): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const key of Object.keys(state.fields)) {
    const field = declaration.fields[splitFieldKey(key)[0]];
    const value = field === undefined ? null : knownValue(state, key, field);
    if (value !== null) values[key] = value;
  }
  return values;
}

/** Policies under which several heads are a conflict that a person settles; the others compute or accept an answer. */
const settledByPeople: ReadonlySet<MergePolicy> = new Set(['keep-incumbent', 'merge3']);

/** Whether several values of a field under this policy wait for a person. */
export function isSettledByPeople(policy: MergePolicy): boolean {
  return settledByPeople.has(policy);
}

/**
 * Field keys with more than one distinct value. Equal values collapse, and so does what merges cleanly; what a
 * newer edition added waits for one that knows it.
 */
export function conflictsOf(declaration: RecordDeclaration, state: RecordState): string[] {
  const keys: string[] = [];
  if (isContested(state)) keys.push(existenceField);
  for (const [key, heads] of Object.entries(state.fields)) {
    // Notes on translations are judged together with their texts; nobody chooses between them.
    if (key === existenceField || heads.length < 2 || notedKey(key) !== null || state.merged?.[key] !== undefined)
      continue;
    const policy = declaration.fields[splitFieldKey(key)[0]]?.merge;
    if (policy !== undefined && settledByPeople.has(policy) && distinctValues(heads) > 1) keys.push(key);
  }
  return keys.sort();
}

function distinctValues(heads: readonly Head[]): number {
  return new Set(heads.map((head) => JSON.stringify(head.value))).size;
}

/**
 * Not here any more for everyone to see, deleted or moved to another scope: every existence head says the same, and no edit
 * escaped the eyes of those who wrote them.
 */
export function isDeleted(state: RecordState): boolean {
  const heads = state.fields[existenceField] ?? [];
  const answers = new Set(heads.map(answerOf));
  return answers.size === 1 && !answers.has('there') && unseenEdits(state).length === 0;
}

/** Where a record was moved to, when that is what is left of it here. */
export function movedTo(state: RecordState): RecordPlace | null {
  return isDeleted(state) ? (movesOf(state)[0]?.to ?? null) : null;
}

/** A structural conflict: some head takes the record away, another keeps it, edits it or takes it elsewhere. */
function isContested(state: RecordState): boolean {
  const answers = new Set((state.fields[existenceField] ?? []).map(answerOf));
  if (answers.size === 0 || (answers.size === 1 && answers.has('there'))) return false;
  return answers.size > 1 || unseenEdits(state).length > 0;
}

/** What a head of existence says of its record; several that say the same are one answer. */
export function answerOf({ kind, value }: Pick<Head, 'kind' | 'value'>): string {
  if (kind === 'delete') return 'deleted';
  return kind === 'move' ? `moved ${readMove(value)?.to.record ?? ''}` : 'there';
}

/** Heads of fields that nothing among the existence heads which takes the record away had seen. */
export function unseenEdits(state: RecordState): OperationId[] {
  const away = (state.fields[existenceField] ?? []).filter((head) => answerOf(head) !== 'there');
  if (away.length === 0) return [];
  const seen = new Set(away.flatMap((head) => (head.value as DeleteValue | null)?.seen ?? []));
  return Object.entries(state.fields)
    .filter(([key]) => key !== existenceField)
    .flatMap(([, heads]) => heads.map((head) => head.id))
    .filter((id) => !seen.has(id));
}

/** Latest wall clock among the heads, in milliseconds; for display only. */
export function latestWall(state: RecordState): number {
  let latest = 0;
  for (const heads of Object.values(state.fields)) for (const head of heads) latest = Math.max(latest, head.wall);
  return latest;
}
