/**
 * The languages in which some text of a record is behind, told from the record alone: a note says what a text was made
 * from, and no text that stands there now is that one. Which language a record was written in need not be known, so a
 * step is judged without its playbook. Pure.
 */
import { type RecordDeclaration, splitFieldKey } from '../declare-record.ts';
import type { RecordState } from '../record-state.ts';
import { fingerprintOf, notedKey, noteKeyOf, readNote } from './translation-note.ts';

/** Sorted; empty when every translation speaks of what stands there, or nobody knows what it was made from. */
export function languagesBehind(declaration: RecordDeclaration, state: RecordState): string[] {
  const behind = new Set<string>();
  for (const key of Object.keys(state.fields)) {
    const noted = notedKey(key);
    const [field, language] = splitFieldKey(noted ?? '');
    if (noted === null || language === null || declaration.fields[field]?.localised !== true) continue;
    if (!behind.has(language) && isBehind(state, field, noted)) behind.add(language);
  }
  return [...behind].sort();
}

function isBehind(state: RecordState, field: string, key: string): boolean {
  const lost = (state.fields[noteKeyOf(key)] ?? []).flatMap(({ value }) => {
    const note = readNote(value);
    return note === null || note.source === null || stands(state, field, key, note.source) ? [] : [note.text];
  });
  // The catalogue is written with every record: the texts themselves are hashed only where a source is gone.
  return lost.length > 0 && textsIn(state, key).some((text) => lost.includes(fingerprintOf(text)));
}

/** Whether a text of the field in another language is the one with this fingerprint, and nobody has to choose it first. */
function stands(state: RecordState, field: string, but: string, source: string): boolean {
  const others = Object.keys(state.fields).filter((key) => key !== but && key.startsWith(`${field}.`));
  const isNoted = (key: string) => (state.fields[noteKeyOf(key)] === undefined ? 0 : 1);
  // What was not translated itself is most likely the original: asked first.
  return others
    .sort((a, b) => isNoted(a) - isNoted(b))
    .some((key) => {
      const texts = textsIn(state, key);
      return texts.length === 1 && fingerprintOf(texts[0] as string) === source;
    });
}

/** Everything that a field may say: one text for each distinct value. */
function textsIn(state: RecordState, key: string): string[] {
  const values = new Set((state.fields[key] ?? []).map(({ value }) => value));
  return [...values].filter((value) => typeof value === 'string' && value !== '') as string[];
}
