/**
 * Gives every translation that is saved the note that says what it was made from. The engine asks for it at every save,
 * so no screen, importer or command can forget ([EN7]). Pure.
 */
import type { OperationId, RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { splitFieldKey } from '../declare-record.ts';
import type { DeclarationOf } from '../edition.ts';
import type { Head, OperationDraft, RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { shownValue } from '../view.ts';
import { fingerprintOf, noteKeyOf, noteValue, readNote } from './translation-note.ts';
import { sourceLanguageOf } from './translation-unit.ts';

/** Records by id as they are before the action; null for one that is not here. */
export type KnownStates = ReadonlyMap<RecordId, RecordState | null>;

/** A user action over what is known: drafts by record, since an import has thousands. */
interface Action {
  readonly drafts: ReadonlyMap<RecordId, readonly OperationDraft[]>;
  readonly known: KnownStates;
  readonly declarationOf: DeclarationOf;
}

/** A step belongs to a playbook; nothing that is translated stands deeper than this. */
const deepest = 3;

/** Records that must be known before notes can be filled in, and are not yet. Ask again with them until none is left. */
export function recordsForNotes(
  drafts: readonly OperationDraft[],
  known: KnownStates,
  declarations: DeclarationOf = declarationOf,
): RecordId[] {
  const action = actionOf(drafts, known, declarations);
  const wanted = new Set<RecordId>();
  for (const [record, own] of action.drafts) {
    if (!own.some((draft) => isTranslatable(draft, declarations))) continue;
    let id: RecordId | null = record;
    for (let depth = 0; id !== null && depth < deepest; depth += 1) {
      if (!known.has(id)) wanted.add(id);
      id = known.has(id) ? parentAfter(id, action) : null;
    }
  }
  return [...wanted];
}

/** The drafts, and after them a note for each translated text that comes without one. */
export function withTranslationNotes(
  drafts: readonly OperationDraft[],
  known: KnownStates,
  declarations: DeclarationOf = declarationOf,
): readonly OperationDraft[] {
  const action = actionOf(drafts, known, declarations);
  const notes = drafts.flatMap((draft) => (isTranslatable(draft, declarations) ? noteDraft(draft, action) : []));
  return notes.length === 0 ? drafts : [...drafts, ...notes];
}

function actionOf(drafts: readonly OperationDraft[], known: KnownStates, declarations: DeclarationOf): Action {
  const byRecord = new Map<RecordId, OperationDraft[]>();
  for (const draft of drafts) {
    const own = byRecord.get(draft.record);
    if (own === undefined) byRecord.set(draft.record, [draft]);
    else own.push(draft);
  }
  return { drafts: byRecord, known, declarationOf: declarations };
}

/** Whether a draft writes a text in one language of a localised field. */
function isTranslatable({ kind, type, field, value }: OperationDraft, declarations: DeclarationOf): boolean {
  const [name, language] = splitFieldKey(field);
  if (kind !== 'set' || language === null || typeof value !== 'string' || value === '') return false;
  return declarations(type)?.fields[name]?.localised === true;
}

/** The note for a draft; none for a source text, and none where a note is there already. */
function noteDraft(draft: OperationDraft, action: Action): OperationDraft[] {
  const field = noteKeyOf(draft.field);
  if (action.drafts.get(draft.record)?.some((other) => other.field === field)) return [];
  const [name, language] = splitFieldKey(draft.field);
  const texts = textsAfter(draft, name, action);
  const sourceLanguage = sourceLanguageOf(texts, languageAfter(draft.record, action));
  if (sourceLanguage === null || sourceLanguage === language) return [];
  const heads = headsOf(draft.record, field, action);
  const text = fingerprintOf(draft.value as string);
  // A person chose one of the texts that were there: what was known of it still holds.
  if (heads.some((head) => readNote(head.value)?.text === text)) return [];
  const [replaced, staying] = parted(draft, action);
  const source = sourceOf(fingerprintOf(texts[sourceLanguage] as string), replaced, heads);
  const value = noteValue({ state: 'translated', text, source });
  return [{ ...draft, field, value, supersedes: notesOfOthers(heads, staying) }];
}

/** The heads of the text that a draft replaces, and those that stay because its author had not seen them. */
function parted(draft: OperationDraft, action: Action): readonly [replaced: Head[], staying: Head[]] {
  const heads = headsOf(draft.record, draft.field, action);
  const isReplaced = (head: Head) => draft.supersedes.includes(head.id);
  return [heads.filter(isReplaced), heads.filter((head) => !isReplaced(head))];
}

/**
 * The source of a text that is saved: what stands there now. Where it settles several texts into a new one, and some of
 * them were behind, it is not taken to be newer than those: settling words is not translating again.
 */
function sourceOf(current: string, replaced: readonly Head[], notes: readonly Head[]): string {
  if (replaced.length < 2) return current;
  const texts = new Set(replaced.map(({ value }) => fingerprintOf(String(value))));
  const sources = notes.flatMap((head) => {
    const note = readNote(head.value);
    return note?.source != null && texts.has(note.text) && note.source !== current ? [note.source] : [];
  });
  return sources.sort()[0] ?? current;
}

/** Notes that speak of none of the texts that stay. */
function notesOfOthers(notes: readonly Head[], staying: readonly Head[]): OperationId[] {
  const texts = new Set(staying.map(({ value }) => fingerprintOf(String(value))));
  return notes.filter((head) => !texts.has(readNote(head.value)?.text ?? '')).map(({ id }) => id);
}

function headsOf(record: RecordId, key: string, { known }: Action): readonly Head[] {
  return known.get(record)?.fields[key] ?? [];
}

/** The texts of a field by language once the action is done. */
function textsAfter({ record, type }: OperationDraft, name: string, action: Action): Record<string, string> {
  const merge = action.declarationOf(type)?.fields[name]?.merge ?? 'keep-incumbent';
  const values: Record<string, Json> = {};
  const put = (key: string, value: Json) => {
    const [field, language] = splitFieldKey(key);
    if (field === name && language !== null) values[language] = value;
  };
  const known = action.known.get(record);
  for (const key of Object.keys(known?.fields ?? {})) if (known) put(key, shownValue(known, key, merge));
  for (const draft of action.drafts.get(record) ?? []) if (draft.kind === 'set') put(draft.field, draft.value);
  const texts = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}

/** What a record says of a plain field once the action is done. */
function plainAfter(id: RecordId, field: string, action: Action): string | null {
  const draft = action.drafts.get(id)?.findLast((each) => each.field === field && each.kind === 'set');
  const value = draft === undefined ? (headsOf(id, field, action)[0]?.value ?? null) : draft.value;
  return typeof value === 'string' && value !== '' ? value : null;
}

function parentAfter(id: RecordId, action: Action): RecordId | null {
  const type = action.known.get(id)?.type ?? action.drafts.get(id)?.[0]?.type;
  const parent = type === undefined ? null : (action.declarationOf(type)?.parent ?? null);
  return parent === null ? null : plainAfter(id, parent, action);
}

function languageAfter(record: RecordId, action: Action): string {
  let id: RecordId | null = record;
  for (let depth = 0; id !== null && depth < deepest; depth += 1) {
    const language = plainAfter(id, 'language', action);
    if (language !== null) return language;
    id = parentAfter(id, action);
  }
  return 'en';
}
