/** The two things a person does to a unit: give it words, and say how good they are. Pure; the engine saves the drafts. */
import { ok, type Result } from '../../base/result.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import { type EditFailure, setFields } from '../edit.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { fingerprintOf, type NoteState, noteValue, readNote } from './translation-note.ts';
import { noteKeyOfUnit, noteOf, type TranslationUnit } from './translation-unit.ts';

/**
 * A text for a unit, translated from the source as the unit has it. `seen` is the record as it was in front of the
 * translator: what arrived since stays beside it. Words that are there already are confirmed: only the note is written.
 *
 * @param source Fingerprint of an older source, for words that are not finished yet: what was outdated stays so.
 */
export function translateUnit(
  declaration: RecordDeclaration,
  seen: RecordState,
  unit: TranslationUnit,
  lang: string,
  text: string,
  source: string = fingerprintOf(unit.source),
): Result<OperationDraft[], EditFailure> {
  const key = `${unit.field}.${lang}`;
  if (text.trim() === '') return setFields(declaration, seen, { [key]: null });
  const note = noteValue({ ...noteOf(unit, text, 'translated'), source });
  return setFields(declaration, seen, { [key]: text, [noteKeyOfUnit(unit, lang)]: note });
}

/** Says of the text that is shown how far it has come. Notes on other texts that wait to be settled stay. */
export function judgeUnit(
  declaration: RecordDeclaration,
  seen: RecordState,
  unit: TranslationUnit,
  lang: string,
  text: string,
  state: NoteState,
): Result<OperationDraft[], EditFailure> {
  const noteKey = noteKeyOfUnit(unit, lang);
  const judged = setFields(declaration, seen, { [noteKey]: noteValue(noteOf(unit, text, state)) });
  if (!judged.ok) return judged;
  const others = (seen.fields[`${unit.field}.${lang}`] ?? [])
    .map((head) => fingerprintOf(String(head.value)))
    .filter((other) => other !== fingerprintOf(text));
  const replaced = (seen.fields[noteKey] ?? [])
    .filter((head) => !others.includes(readNote(head.value)?.text ?? ''))
    .map(({ id }) => id);
  return ok(judged.value.map((draft) => ({ ...draft, supersedes: replaced })));
}
