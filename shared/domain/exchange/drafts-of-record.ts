/** The operations that make a kept record again: every value that stood in it, those in conflict beside each other. */
import type { OperationId, ScopeId } from '../../base/ids.ts';
import { splitFieldKey } from '../declare-record.ts';
import { type DeleteValue, existenceField, type OperationDraft, type RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { noteKeyOf } from '../translation/translation-note.ts';
import type { KeptRecord } from './library-format.ts';
import { newHeads } from './new-heads.ts';

/**
 * The create and every value. Heads of one field are made in their order, so that what is shown of several is the same;
 * none supersedes another, so that a conflict stays one.
 */
export function draftsOfRecord(record: KeptRecord, scope: ScopeId): OperationDraft[] {
  const base = { scope, type: record.type, record: record.id, supersedes: [] };
  const drafts: OperationDraft[] = [{ ...base, kind: 'create', field: existenceField, value: null }];
  for (const [field, heads] of Object.entries(record.fields)) {
    if (field === existenceField) continue;
    for (const { value } of heads) drafts.push({ ...base, kind: 'set', field, value });
  }
  for (const field of textsWithoutNote(record)) {
    drafts.push({ ...base, kind: 'set', field: noteKeyOf(field), value: null });
  }
  return drafts;
}

/** The values of a kept record that are not here, put beside those that are: a conflict that a person settles, nothing replaced ([EX27]). */
export function draftsBeside(record: KeptRecord, there: RecordState): OperationDraft[] {
  const base = { kind: 'set' as const, scope: there.scope, type: there.type, record: there.id, supersedes: [] };
  const added = newHeads(record, there);
  const texts = new Set(added.map(({ field }) => noteKeyOf(field)));
  const unsaid = textsWithoutNote(record)
    .map(noteKeyOf)
    .filter((key) => texts.has(key) && there.fields[key] === undefined);
  return [...added, ...unsaid.map((field) => ({ field, value: null }))].map((each) => ({ ...base, ...each }));
}

/**
 * Translations of which nobody knows from what they were made. They come with an empty note, or the engine would say of
 * them that they were made from the source of today.
 */
function textsWithoutNote({ type, fields }: KeptRecord): string[] {
  const declaration = declarationOf(type);
  return Object.entries(fields).flatMap(([key, heads]) => {
    const [name, language] = splitFieldKey(key);
    const isText = language !== null && declaration?.fields[name]?.localised === true;
    const isSource = language === fields['language']?.at(-1)?.value;
    const isWritten = heads.some(({ value }) => value !== null && value !== '');
    return isText && isWritten && !isSource && fields[noteKeyOf(key)] === undefined ? [key] : [];
  });
}

/**
 * The deletes of a record that was made again, in the state that it has now. They name what they had seen by the new
 * names, so that an edit which a delete did not know survives it here too.
 */
export function deletesOfRecord(record: KeptRecord, state: RecordState): OperationDraft[] {
  const heads = record.fields[existenceField] ?? [];
  const isAlone = heads.every(({ kind }) => kind === 'delete');
  const newNames = newNamesOf(record, state);
  // The empty notes that came with the texts are no edit that a delete could have missed.
  const ours = Object.entries(state.fields).flatMap(([key, added]) =>
    key === existenceField || record.fields[key] !== undefined ? [] : added.map(({ id }) => id),
  );
  const seenBy = (value: unknown): OperationId[] =>
    [...((value as DeleteValue | null)?.seen ?? []).flatMap((id) => newNames.get(id) ?? []), ...ours].sort();
  return heads
    .filter(({ kind }) => kind === 'delete')
    .map(({ value }) => ({
      kind: 'delete',
      scope: state.scope,
      type: state.type,
      record: state.id,
      field: existenceField,
      value: { seen: seenBy(value) },
      // Beside a create or restore that nobody deleted, a delete is one of two answers and replaces nothing.
      supersedes: isAlone ? (state.fields[existenceField] ?? []).map(({ id }) => id) : [],
    }));
}

/** What each value of the file is called here: heads stand in one order in both. */
function newNamesOf(record: KeptRecord, state: RecordState): ReadonlyMap<OperationId, OperationId> {
  const names = new Map<OperationId, OperationId>();
  for (const [field, heads] of Object.entries(record.fields)) {
    for (const [place, { id }] of heads.entries()) {
      const here = state.fields[field]?.[place];
      if (here !== undefined) names.set(id, here.id);
    }
  }
  return names;
}
