/**
 * Traces: which fields of reviewed content an action changed, kept as one more field of the record. Whoever changes the
 * record next supersedes the trace that he saw; so two traces side by side are changes that were made apart, and fit
 * together only when somebody has read them together ([CF5]). The key is that of a note: what every edition that knows notes
 * neither shows nor lets anybody choose from. Pure.
 */
import type { OperationId, RecordId } from '../base/ids.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { type RecordDeclaration, splitFieldKey } from './declare-record.ts';
import type { DeclarationOf } from './edition.ts';
import type { Head, OperationDraft, RecordState } from './record-state.ts';
import { notedKey, noteKeyOf } from './translation/translation-note.ts';
import { isSettledByPeople } from './view.ts';

/** Where those leave theirs who change more than texts: it asks for the right to edit. */
export const traceKey = noteKeyOf('trace.all');
/**
 * Where changes of texts alone leave theirs, which translators may make too. An operation supersedes within its field only ([MG2]):
 * so nobody who may translate and no more takes another trace away.
 */
export const textTraceKey = noteKeyOf('trace.texts');

/** Whether a field is one of traces. */
export function isTraceKey(field: string): boolean {
  return field === traceKey || field === textTraceKey;
}

/** What the trace of a document names when something that belongs to it was changed: texts alone, or more. */
const partsField = 'steps';
const partTextsField = `${partsField}.all`;

/** States of a playbook in which people rely on what it says. */
const reviewedStates: ReadonlySet<Json> = new Set(['in-review', 'approved', 'released']);

/** Records by id as they are before the action; null for one that is not here. */
type KnownStates = ReadonlyMap<RecordId, RecordState | null>;

/** The fields that a trace names; none for what says nothing that this edition reads. */
export function tracedFields({ value }: Pick<Head, 'value'>): string[] {
  const fields = isJsonObject(value) ? value['fields'] : null;
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
}

/** Whether a trace names what belongs to its record, of which it does not say what it is. */
export function namesParts(trace: Pick<Head, 'value'>): boolean {
  return tracedFields(trace).some((field) => field === partsField || field === partTextsField);
}

/** Whether changes of these fields ask for no more than the right to translate. */
export function areTexts(fields: readonly string[]): boolean {
  return fields.length > 0 && fields.every((field) => splitFieldKey(field)[1] !== null);
}

/** The traces of changes that were made apart, when nobody has said yet that they fit together; none otherwise. */
export function changesApart(state: RecordState): readonly Head[] {
  const [all, texts] = [state.fields[traceKey] ?? [], state.fields[textTraceKey] ?? []];
  if (all.length + texts.length < 2) return [];
  const traces = [...all, ...texts.filter((trace) => !all.some((later) => namesAgain(later, trace)))];
  const areApart = (one: Head, other: Head) =>
    askTogether(one, other) &&
    !saw(one, other) &&
    !saw(other, one) &&
    // Texts that were changed apart are under what somebody wrote who had both, and might have written either.
    !all.some((later) => saw(later, one) && saw(later, other));
  return traces.filter((one) => traces.some((other) => areApart(one, other)));
}

/** Whether a trace says all that an earlier one in the other field says, which it cannot supersede. */
function namesAgain(later: Head, earlier: Head): boolean {
  const named = new Set(tracedFields(later));
  return saw(later, earlier) && tracedFields(earlier).every((field) => named.has(field));
}

/** Whether a trace says that its author had the other one, which lies in the other field. */
function saw({ value }: Head, { id }: Head): boolean {
  const seen = isJsonObject(value) ? value['saw'] : null;
  return Array.isArray(seen) && seen.includes(id);
}

/**
 * Whether two traces ask something when neither has seen the other: they name other fields. The same fields in both are one
 * question, and that one is asked as a conflict of the field. Parts are asked about beside a change of the document's state alone:
 * who reviews or releases it relied on them.
 */
function askTogether(one: Head, other: Head): boolean {
  if (JSON.stringify(tracedFields(one)) === JSON.stringify(tracedFields(other))) return false;
  const [own, others] = [ownFields(one), ownFields(other)];
  if (namesParts(one) && others.includes('state')) return true;
  if (namesParts(other) && own.includes('state')) return true;
  const isOfParts = [one, other].some((trace) => namesParts(trace) && ownFields(trace).length === 0);
  return !isOfParts && JSON.stringify(own) !== JSON.stringify(others);
}

function ownFields(trace: Head): string[] {
  return tracedFields(trace).filter((field) => field !== partsField && field !== partTextsField);
}

/** The answer of somebody who has read what was changed apart: one trace of all of it in the place of several. */
export function changesFit(state: RecordState): OperationDraft[] {
  const traces = changesApart(state);
  return traces.length === 0 ? [] : [traceDraft(state, traces.flatMap(tracedFields))];
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
    const isNew = own.some(({ kind }) => kind === 'create');
    if (state === undefined && !isNew) wanted.add(record);
    const parent = parentOf(state ?? null, own, declarationOf);
    if (parent !== null && !known.has(parent)) wanted.add(parent);
  }
  return [...wanted];
}

/**
 * The drafts, and after them the trace of each reviewed record that they change, and of each reviewed document that it belongs to; none
 * where what was changed apart is still open, so that nothing closes it but an answer. `unsent` are traces of this device that no hub
 * has placed yet: what they name is named again, since others see only the last.
 */
export function withTraces(
  drafts: readonly OperationDraft[],
  known: KnownStates,
  unsent: ReadonlySet<OperationId>,
  declarationOf: DeclarationOf,
): readonly OperationDraft[] {
  const answered = new Set(drafts.flatMap(({ record, field }) => (isTraceKey(field) ? [record] : [])));
  const traces = [...namedByRecord(drafts, known, declarationOf)].flatMap(([record, fields]) => {
    const state = known.get(record);
    if (!state || answered.has(record) || changesApart(state).length > 0) return [];
    const before = [...(state.fields[traceKey] ?? []), ...(state.fields[textTraceKey] ?? [])];
    const still = before.filter(({ id }) => unsent.has(id)).flatMap(tracedFields);
    return [traceDraft(state, [...fields, ...still])];
  });
  return traces.length === 0 ? drafts : [...drafts, ...traces];
}

/** What the traces of an action name: by record the fields that it changes there, and by document that parts of it are changed. */
function namedByRecord(
  drafts: readonly OperationDraft[],
  known: KnownStates,
  declarationOf: DeclarationOf,
): Map<RecordId, readonly string[]> {
  const named = new Map<RecordId, readonly string[]>();
  const add = (record: RecordId, fields: readonly string[]) =>
    fields.length > 0 && named.set(record, [...(named.get(record) ?? []), ...fields]);
  for (const [record, own] of changedRecords(drafts, declarationOf)) {
    const state = known.get(record) ?? null;
    const parent = parentOf(state, own, declarationOf);
    const document = parent === null ? state : (known.get(parent) ?? null);
    if (document === null || !isReviewed(document, drafts)) continue;
    const fields = own.flatMap(({ kind, field }) => (kind === 'set' && !isTraceKey(field) ? [field] : []));
    const isNew = own.some(({ kind }) => kind === 'create');
    if (!isNew) add(record, fields);
    const isMore = own.some(({ kind }) => kind !== 'set') || (fields.length > 0 && !areTexts(fields));
    if (parent !== null && (isMore || fields.length > 0)) add(parent, [isMore ? partsField : partTextsField]);
  }
  return named;
}

/** A trace in the field that what it names asks for, in the place of those that are there. It says which of the other field it saw. */
function traceDraft(state: RecordState, named: readonly string[]): OperationDraft {
  const { scope, type, id } = state;
  const fields = [...new Set(named)].sort();
  const [field, other] = areTexts(fields) ? [textTraceKey, traceKey] : [traceKey, textTraceKey];
  const [seen, beside] = [field, other].map((key) => (state.fields[key] ?? []).map((head) => head.id));
  const value = { fields, ...(beside === undefined || beside.length === 0 ? {} : { saw: beside }) };
  return { kind: 'set', scope, type, record: id, field, value, supersedes: seen ?? [] };
}

/**
 * Changes by record, of what people choose between and rely on: no translations, which say themselves what they were made from. Parts of a
 * document also where they are made, taken away or brought back.
 */
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
    if (declaration?.reviewed === undefined || kind === 'move') continue;
    const isPart = declaration.reviewed === 'with-parent';
    // What fills a new part may say what it belongs to.
    if (kind !== 'set' || created.has(record)) {
      if (!isPart) continue;
    } else if (!isTraceKey(field) && (!isContent(declaration, field) || noted.has(`${record} ${field}`))) continue;
    changed.set(record, [...(changed.get(record) ?? []), draft]);
  }
  return changed;
}

function isContent({ fields }: RecordDeclaration, key: string): boolean {
  const declared = fields[splitFieldKey(key)[0]];
  return declared !== undefined && declared.kind !== 'order' && isSettledByPeople(declared.merge);
}

/** The document that a record belongs to, as it is or as the action makes it; null for one that is a document itself. */
function parentOf(
  state: RecordState | null,
  own: readonly OperationDraft[],
  declarationOf: DeclarationOf,
): RecordId | null {
  const declaration = declarationOf(own[0]?.type ?? '');
  if (declaration?.reviewed !== 'with-parent' || declaration.parent === null) return null;
  const parent =
    own.find(({ field }) => field === declaration.parent)?.value ?? state?.fields[declaration.parent]?.[0]?.value;
  return typeof parent === 'string' ? parent : null;
}

/** Reviewed before the action or by it: who approves relies on what was there, and who takes it back was relied upon. */
function isReviewed(document: RecordState, drafts: readonly OperationDraft[]): boolean {
  const after = drafts.filter(({ record, field }) => record === document.id && field === 'state');
  const states = [...(document.fields['state'] ?? []), ...after].map(({ value }) => value);
  return states.some((state) => reviewedStates.has(state));
}
