/**
 * Traces: which fields of reviewed content an action changed, kept as one more field of the record. Whoever changes the
 * record next supersedes the trace that he saw; so two traces side by side are changes that were made apart, and fit
 * together only when somebody has read them together ([CF5]). The key is that of a note: what every edition that knows notes
 * neither shows nor lets anybody choose from. Pure.
 */
import type { OperationId, RecordId } from '../base/ids.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { splitFieldKey } from './declare-record.ts';
import type { DeclarationOf } from './edition.ts';
import type { Head, OperationDraft, RecordState } from './record-state.ts';
import { notedKey, noteKeyOf } from './translation/translation-note.ts';
import { isSettledByPeople } from './view.ts';

/** Localised, so that whoever may change one text of a record may leave it too. */
export const traceKey = noteKeyOf('trace.all');

/** States of a playbook in which people rely on what it says. */
const reviewedStates: ReadonlySet<Json> = new Set(['in-review', 'approved', 'released']);

/** Records by id as they are before the action; null for one that is not here. */
type KnownStates = ReadonlyMap<RecordId, RecordState | null>;

/** The fields that a trace names; none for what says nothing that this edition reads. */
export function tracedFields({ value }: Pick<Head, 'value'>): string[] {
  const fields = isJsonObject(value) ? value['fields'] : null;
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
}

/** The traces of changes that were made apart, when nobody has said yet that they fit together; none otherwise. */
export function changesApart(state: RecordState): readonly Head[] {
  const traces = state.fields[traceKey] ?? [];
  const said = traces.map((trace) => JSON.stringify(tracedFields(trace)));
  // The same fields in both are one question, and that one is asked as a conflict of the field.
  return new Set(said).size > 1 ? traces : [];
}

/** The answer of somebody who has read what was changed apart: one trace of all of it in the place of several. */
export function changesFit(state: RecordState): OperationDraft[] {
  const traces = changesApart(state);
  return traces.length === 0 ? [] : [traceDraft(state, traces.flatMap(tracedFields), traces)];
}

/** Records that must be known before traces can be left, and are not yet. Ask again with them until none is left. */
export function recordsForTraces(
  drafts: readonly OperationDraft[],
  known: KnownStates,
  declarationOf: DeclarationOf,
): RecordId[] {
  const wanted = new Set<RecordId>();
  for (const [record, own] of changedRecords(drafts, declarationOf)) {
    const state = known.get(record);
    if (state === undefined) wanted.add(record);
    const parent = state ? parentOf(state, own, declarationOf) : null;
    if (parent !== null && !known.has(parent)) wanted.add(parent);
  }
  return [...wanted];
}

/**
 * The drafts, and after them the trace of each reviewed record that they change; none where what was changed apart is still
 * open, so that nothing closes it but an answer. `unsent` are traces of this device that no hub has placed yet: what they name
 * is named again, since others see only the last.
 */
export function withTraces(
  drafts: readonly OperationDraft[],
  known: KnownStates,
  unsent: ReadonlySet<OperationId>,
  declarationOf: DeclarationOf,
): readonly OperationDraft[] {
  const traces = [...changedRecords(drafts, declarationOf)].flatMap(([record, own]) => {
    const state = known.get(record);
    if (!state || changesApart(state).length > 0 || own.some(({ field }) => field === traceKey)) return [];
    const document = documentOf(state, own, known, declarationOf);
    if (document === null || !isReviewed(document, drafts)) return [];
    const before = state.fields[traceKey] ?? [];
    const fields = own.map(({ field }) => field).filter((field) => field !== traceKey);
    const still = before.filter(({ id }) => unsent.has(id)).flatMap(tracedFields);
    return [traceDraft(state, [...fields, ...still], before)];
  });
  return traces.length === 0 ? drafts : [...drafts, ...traces];
}

function traceDraft(state: RecordState, fields: readonly string[], seen: readonly Head[]): OperationDraft {
  const { scope, type, id } = state;
  const value = { fields: [...new Set(fields)].sort() };
  return { kind: 'set', scope, type, record: id, field: traceKey, value, supersedes: seen.map((head) => head.id) };
}

/** Changes by record, of what people choose between and rely on: no translations, which say themselves what they were made from. */
function changedRecords(
  drafts: readonly OperationDraft[],
  declarationOf: DeclarationOf,
): Map<RecordId, readonly OperationDraft[]> {
  const created = new Set(drafts.flatMap(({ kind, record }) => (kind === 'create' ? [record] : [])));
  const noted = new Set(drafts.flatMap(({ record, field }) => `${record} ${notedKey(field) ?? ''}`));
  const changed = new Map<RecordId, OperationDraft[]>();
  for (const draft of drafts) {
    const { kind, type, record, field } = draft;
    const declaration = declarationOf(type);
    if (kind !== 'set' || declaration?.reviewed === undefined || created.has(record)) continue;
    const declared = declaration.fields[splitFieldKey(field)[0]];
    const isContent = declared !== undefined && declared.kind !== 'order' && isSettledByPeople(declared.merge);
    if (field !== traceKey && (!isContent || noted.has(`${record} ${field}`))) continue;
    changed.set(record, [...(changed.get(record) ?? []), draft]);
  }
  return changed;
}

/** The record that says how far the review of this one is: itself, or what it belongs to. */
function documentOf(
  state: RecordState,
  own: readonly OperationDraft[],
  known: KnownStates,
  declarationOf: DeclarationOf,
): RecordState | null {
  if (declarationOf(state.type)?.reviewed !== 'with-parent') return state;
  const parent = parentOf(state, own, declarationOf);
  return parent === null ? null : (known.get(parent) ?? null);
}

function parentOf(state: RecordState, own: readonly OperationDraft[], declarationOf: DeclarationOf): RecordId | null {
  const declaration = declarationOf(state.type);
  if (declaration?.reviewed !== 'with-parent' || declaration.parent === null) return null;
  const parent =
    own.find(({ field }) => field === declaration.parent)?.value ?? state.fields[declaration.parent]?.[0]?.value;
  return typeof parent === 'string' ? parent : null;
}

/** Reviewed before the action or by it: who approves relies on what was there, and who takes it back was relied upon. */
function isReviewed(document: RecordState, drafts: readonly OperationDraft[]): boolean {
  const after = drafts.filter(({ record, field }) => record === document.id && field === 'state');
  const states = [...(document.fields['state'] ?? []), ...after].map(({ value }) => value);
  return states.some((state) => reviewedStates.has(state));
}
